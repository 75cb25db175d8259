import type { Failure } from "../../../src/shared/protocol.ts";
import { useSession } from "../api/use-session.ts";
import { findClosing } from "../creators/closings.ts";
import { describeFailure } from "../messages/describe-failure.ts";
import { useMessages } from "../messages/use-messages.ts";
import { SendButton } from "../money/send-button.tsx";

/** Why a creator has no figures, and a way to try again that says what it could cost. */
export function FailureNote({ failure, onRetry }: { failure: Failure; onRetry: () => void }): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  // The banner above the table says why, once for all.
  const closing = findClosing(failure);
  if (closing !== undefined) return <span className="note failure">{messages.loading.closedShort[closing]}</span>;
  const { reason, cost, details } = describeFailure(failure, messages);
  return (
    <div className="note failure">
      <strong>
        <span aria-hidden="true">⚠ </span>
        {reason}
      </strong>{" "}
      {cost} {session?.role !== "viewer" && <SendButton onPress={onRetry}>{messages.retry}</SendButton>}
      {details !== "" && <small>{details}</small>}
    </div>
  );
}
