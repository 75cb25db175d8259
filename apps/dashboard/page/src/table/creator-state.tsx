import { useSession } from "../api/use-session.ts";
import type { CreatorState } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { SendButton } from "../money/send-button.tsx";
import { FailureNote } from "./failure-note.tsx";

export interface CreatorStateNoteProps {
  readonly state: Exclude<CreatorState, { readonly status: "loaded" }>;
  readonly onRetry: () => void;
}

/** Why a creator has no figures, and what can be done about it. */
export function CreatorStateNote({ state, onRetry }: CreatorStateNoteProps): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  if (state.status === "failed") return <FailureNote failure={state.failure} onRetry={onRetry} />;
  return (
    <span className="note">
      {state.status === "missing"
        ? messages.loading.missing
        : messages[state.status === "loading" ? "waiting" : "stopped"]}{" "}
      {state.status !== "loading" && session?.role !== "viewer" && (
        <SendButton onPress={onRetry}>{state.status === "stopped" ? messages.retry : messages.loadOne}</SendButton>
      )}
    </span>
  );
}
