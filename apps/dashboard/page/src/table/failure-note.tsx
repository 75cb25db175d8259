import type { Failure } from "../../../src/shared/protocol.ts";
import { describeFailure } from "../messages/describe-failure.ts";
import { useMessages } from "../messages/use-messages.ts";

/** Why a creator has no figures, and a way to try again that says what it could cost. */
export function FailureNote({ failure, onRetry }: { failure: Failure; onRetry: () => void }): React.ReactElement {
  const { messages } = useMessages();
  const { reason, cost, details } = describeFailure(failure, messages);
  return (
    <div className="note failure">
      <strong>
        <span aria-hidden="true">⚠ </span>
        {reason}
      </strong>{" "}
      {cost}{" "}
      <button type="button" onClick={onRetry}>
        {messages.retry}
      </button>
      {details !== "" && <small>{details}</small>}
    </div>
  );
}
