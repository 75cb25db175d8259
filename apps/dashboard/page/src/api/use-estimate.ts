import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listCalls, type Request } from "../creators/spread-call.ts";
import { useStore } from "../creators/store-context.ts";
import { askOutcomes, countOutcomes, type Estimate } from "./ask-outcomes.ts";

/** Asks the server what loading would do, without sending anything to the vendor; `undefined` until it has answered. */
export function useEstimate(request: Request): Estimate | undefined {
  const store = useStore();
  const calls = useMemo(() => listCalls(request), [request]);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ["estimate", calls],
    queryFn: ({ signal }) => askOutcomes(calls, signal),
    enabled: calls.length > 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  if (data === undefined || isPlaceholderData || data.length !== calls.length || calls.length === 0) return undefined;
  // What this page has is not asked for again, however long ago the server forgot it.
  return countOutcomes(
    calls.map((call, index) => (store.find(call).status === "loaded" ? "cached" : (data[index] ?? "invalid"))),
  );
}
