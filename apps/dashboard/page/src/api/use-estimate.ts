import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type EstimateReply, maxEstimates, spreadOperation } from "../../../src/shared/protocol.ts";
import { type Choice, listVariants } from "../creators/choice.ts";
import { send } from "./send.ts";

/** What loading would come to. */
export interface Estimate {
  readonly calls: number;
  /** Calls that will be sent, and billed if they succeed. */
  readonly billed: number;
  readonly cached: number;
  /** Calls that would fail unsent: closed by an earlier answer, or beyond the budget. */
  readonly closed: number;
}

/** Asks the server what loading would do, without sending anything to the vendor; `undefined` until it has answered. */
export function useEstimate(ids: readonly string[], choice: Choice): Estimate | undefined {
  const variants = listVariants(choice);
  const parameters = ids.flatMap((oAuthorId) => variants.map(({ range, type }) => ({ oAuthorId, range, type })));
  const { data, isPlaceholderData } = useQuery({
    queryKey: ["estimate", parameters],
    queryFn: async ({ signal }) => {
      const outcomes: EstimateReply["outcomes"][number][] = [];
      for (let from = 0; from < parameters.length; from += maxEstimates) {
        const body = { operation: spreadOperation, parameters: parameters.slice(from, from + maxEstimates) };
        // Safe: the server is this page's own, of the same version.
        outcomes.push(...((await send("/api/estimate", signal, body)) as EstimateReply).outcomes);
      }
      return outcomes;
    },
    enabled: parameters.length > 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  if (data === undefined || isPlaceholderData || parameters.length === 0) return undefined;
  const count = (outcome: string): number => data.filter((each) => each === outcome).length;
  const [billed, cached] = [count("send"), count("cached")];
  return { calls: data.length, billed, cached, closed: data.length - billed - cached };
}
