import type { Session } from "../../src/shared/protocol.ts";
import { useEstimate } from "./api/use-estimate.ts";
import type { Choice } from "./creators/choice.ts";
import { useMessages } from "./messages/use-messages.ts";

export interface EstimateNoteProps {
  readonly ids: readonly string[];
  readonly choice: Choice;
  readonly session: Session | undefined;
}

/** What loading would cost, before it is done. */
export function EstimateNote({ ids, choice, session }: EstimateNoteProps): React.ReactElement {
  const { messages } = useMessages();
  const estimate = useEstimate(ids, choice);
  const left = session === undefined ? undefined : Math.max(0, session.maxCalls - session.spentCalls);
  const isMock = session?.mode === "mock";
  return (
    <div className="estimate" role="status">
      {estimate !== undefined && (
        <p>
          <strong>
            {isMock ? messages.estimateMock(estimate.calls) : messages.estimate(estimate.billed, estimate.cached)}
          </strong>{" "}
          {estimate.closed > 0 && messages.estimateClosed(estimate.closed)}
        </p>
      )}
      {session !== undefined && left !== undefined && !isMock && (
        <p>
          {messages.left(left, session.maxCalls)}{" "}
          {estimate !== undefined && estimate.billed > left && <strong>{messages.overBudget}</strong>}
        </p>
      )}
    </div>
  );
}
