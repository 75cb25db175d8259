import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CreatorState } from "../creators/creator-row.ts";
import { listCalls, type Request } from "../creators/spread-call.ts";
import { useStore } from "../creators/store-context.ts";
import { askOutcomes, countOutcomes, type Estimate, isShut, type Outcome } from "./ask-outcomes.ts";

/** What each call would do, and when the server said so, in epoch milliseconds. */
export interface Outcomes {
  readonly outcomes: readonly Outcome[];
  readonly saidAt: number;
}

/** Where nothing can be sent, the server is asked again: the way may open at any time. */
const againMs = 10_000;

/** Asks the server what loading would do, without sending anything to the vendor; `undefined` until it has answered. */
export function useEstimate(request: Request): Estimate | undefined {
  const said = useOutcomes(request);
  return said && countOutcomes(said.outcomes);
}

/** The same call by call, in the order of `listCalls`. */
export function useOutcomes(request: Request): Outcomes | undefined {
  const store = useStore();
  const calls = useMemo(() => listCalls(request), [request]);
  const { data, dataUpdatedAt, isPlaceholderData } = useQuery({
    queryKey: ["estimate", calls],
    queryFn: ({ signal }) => askOutcomes(calls, signal),
    enabled: calls.length > 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isShut(state.data ?? []) ? againMs : false),
  });
  if (data === undefined || isPlaceholderData || data.length !== calls.length || calls.length === 0) return undefined;
  const outcomes = calls.map((call, index) => correct(store.find(call), data[index] ?? "invalid"));
  return { outcomes, saidAt: dataUpdatedAt };
}

/** What this page has is not asked for again, however long ago the server forgot it; and what was lost only after a question. */
function correct(state: CreatorState, outcome: Outcome): Outcome {
  if (state.status === "loaded") return "cached";
  const isLost = state.status === "failed" && state.failure.billing === "unknown";
  return isLost && outcome === "send" ? "unsure" : outcome;
}
