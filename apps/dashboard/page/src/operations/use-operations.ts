import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { FoundOperations, OperationPage } from "../../../src/shared/operations.ts";
import { send } from "../api/send.ts";

/** What is found by words; `undefined` until the server has answered. */
export function useFound(words: string, platform: string): FoundOperations | undefined {
  const { data } = useQuery({
    queryKey: ["operations", words, platform],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ words, platform });
      // Safe, here and below: the server is this page's own, of the same version.
      return (await send(`/api/operations?${query.toString()}`, signal)) as FoundOperations;
    },
    placeholderData: keepPreviousData,
  });
  return data;
}

/** One operation, described. */
export function useOperation(name: string | undefined): OperationPage | undefined {
  const { data } = useQuery({
    queryKey: ["operation", name],
    enabled: name !== undefined,
    queryFn: async ({ signal }) =>
      (await send(`/api/operation?name=${encodeURIComponent(name ?? "")}`, signal)) as OperationPage,
  });
  return data;
}
