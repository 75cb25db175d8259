import { useState } from "react";
import { useSession } from "../api/use-session.ts";
import type { Creators } from "../creators/use-creators.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ReceiptLine } from "./receipt-line.tsx";

/** How far loading is, what it came to, and what can be done about calls without figures, each by what it costs. */
export function LoadingBar({ creators }: { readonly creators: Creators }): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  const { done, total, failed, isLoading, stop, unanswered, load, receipt } = creators;
  const { unbilled, unknown, stopped, missing } = unanswered;
  const mayLoad = !isLoading && session?.role !== "viewer";
  const words = messages.loading;
  return (
    <>
      <div className="progress">
        <progress value={done} max={total} aria-label={messages.progress(done, total, failed)} />
        <span role="status">{messages.progress(done, total, failed)}</span>
        {isLoading && (
          <button type="button" onClick={stop}>
            {messages.stop}
          </button>
        )}
        {mayLoad && stopped.length > 0 && (
          <button type="button" onClick={() => load(stopped)}>
            {words.continue(stopped.length)}
          </button>
        )}
        {mayLoad && missing.length > 0 && (
          <button type="button" onClick={() => load(missing)}>
            {session?.mode === "mock" ? words.loadMissingMock(missing.length) : words.loadMissing(missing.length)}
          </button>
        )}
        {mayLoad && unbilled.length > 0 && (
          <button type="button" onClick={() => load(unbilled)}>
            {words.retryUnbilled(unbilled.length)}
          </button>
        )}
        {mayLoad && unknown.length > 0 && (
          <AskAgain calls={unknown.length} onYes={() => load(unknown, { again: true })} />
        )}
      </div>
      {receipt !== undefined && !isLoading && <ReceiptLine receipt={receipt} isMock={session?.mode === "mock"} />}
    </>
  );
}

/** Calls that may have been paid for are asked for again only after a second press, which says so. */
function AskAgain({ calls, onYes }: { readonly calls: number; readonly onYes: () => void }): React.ReactElement {
  const { messages } = useMessages();
  const [isAsked, setAsked] = useState<boolean>();
  const words = messages.loading;
  if (isAsked !== true) {
    return (
      <button type="button" autoFocus={isAsked === false} aria-expanded={false} onClick={() => setAsked(true)}>
        {words.retryUnknown(calls)}
      </button>
    );
  }
  return (
    <div className="warning" role="group" aria-label={words.retryUnknown(calls)}>
      <p>{words.askAgain(calls)}</p>
      <button type="button" onClick={onYes}>
        {words.askAgainYes(calls)}
      </button>{" "}
      {/* The pressed button goes away: the focus goes to what costs nothing. */}
      <button type="button" autoFocus onClick={() => setAsked(false)}>
        {words.askAgainNo}
      </button>
    </div>
  );
}
