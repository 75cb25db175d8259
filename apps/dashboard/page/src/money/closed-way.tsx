import { createContext, useContext } from "react";
import { useOutcomes } from "../api/use-estimate.ts";
import type { Closing } from "../creators/closings.ts";
import type { Request } from "../creators/spread-call.ts";
import type { Creators } from "../creators/use-creators.ts";
import { useMessages } from "../messages/use-messages.ts";
import { findClosedWay } from "./find-closed-way.ts";

const ClosedWayContext = createContext<string | undefined>(undefined);

/** Why nothing that costs can be sent now, as a sentence; `undefined` while something can. */
export function useClosedWay(): string | undefined {
  return useContext(ClosedWayContext);
}

export interface ClosedWayProps {
  readonly request: Request;
  readonly receipt: Creators["receipt"];
  readonly closings: readonly Closing[];
  readonly children: React.ReactNode;
}

/** Tells every button below that leads to calls whether any can be sent. */
export function ClosedWay({ request, receipt, closings, children }: ClosedWayProps): React.ReactElement {
  const { messages } = useMessages();
  const said = useOutcomes(request);
  // What was said before the last calls ended knows nothing of what they met.
  const isNews = said !== undefined && (receipt === undefined || said.saidAt >= (receipt.endedAt ?? Infinity));
  const outcomes = isNews ? said.outcomes : undefined;
  return (
    <ClosedWayContext value={findClosedWay({ outcomes, closings, now: Date.now() }, messages)}>
      {children}
    </ClosedWayContext>
  );
}
