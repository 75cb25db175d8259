import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CreatorState } from "../creators/creator-row.ts";
import { listCalls, type Request } from "../creators/spread-call.ts";
import { useStore } from "../creators/store-context.ts";
import { askOutcomes, countOutcomes, type Estimate, type Outcome } from "./ask-outcomes.ts";

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
  return countOutcomes(calls.map((call, index) => correct(store.find(call), data[index] ?? "invalid")));
}

/** What this page has is not asked for again, however long ago the server forgot it; and what was lost only after a question. */
function correct(state: CreatorState, outcome: Outcome): Outcome {
  if (state.status === "loaded") return "cached";
  const isLost = state.status === "failed" && state.failure.billing === "unknown";
  return isLost && outcome === "send" ? "unsure" : outcome;
}
