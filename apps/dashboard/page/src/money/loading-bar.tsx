import { useRef, useState } from "react";
import { useSession } from "../api/use-session.ts";
import type { Creators } from "../creators/use-creators.ts";
import { useMessages } from "../messages/use-messages.ts";
import { useClosedWay } from "./closed-way.tsx";
import { ReceiptLine } from "./receipt-line.tsx";
import { SendButton } from "./send-button.tsx";

export interface LoadingBarProps {
  readonly creators: Creators;
  /** Whether a banner above says why nothing can be sent, where nothing can. */
  readonly isToldAbove: boolean;
}

/** How far loading is, what it came to, and what can be done about calls without figures, each by what it costs. */
export function LoadingBar({ creators, isToldAbove }: LoadingBarProps): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  const { done, total, failed, isLoading, stop, unanswered, load, receipt } = creators;
  const { unbilled, unknown, stopped, missing } = unanswered;
  const mayLoad = !isLoading && session?.role !== "viewer";
  const closed = useClosedWay();
  const bar = useRef<HTMLDivElement>(null);
  const press = (act: () => void) => (): void => {
    bar.current?.focus(); // the pressed button goes away
    act();
  };
  const words = messages.loading;
  return (
    <>
      <div ref={bar} className="progress" tabIndex={-1}>
        <progress value={done} max={total} aria-label={messages.progress(done, total, failed)} />
        <span role="status">{messages.progress(done, total, failed)}</span>
        {isLoading && (
          <button type="button" onClick={press(stop)}>
            {messages.stop}
          </button>
        )}
        {mayLoad && stopped.length > 0 && (
          <SendButton onPress={press(() => load(stopped))}>{words.continue(stopped.length)}</SendButton>
        )}
        {mayLoad && missing.length > 0 && (
          <SendButton onPress={press(() => load(missing))}>
            {session?.mode === "mock" ? words.loadMissingMock(missing.length) : words.loadMissing(missing.length)}
          </SendButton>
        )}
        {mayLoad && unbilled.length > 0 && (
          <SendButton onPress={press(() => load(unbilled))}>{words.retryUnbilled(unbilled.length)}</SendButton>
        )}
        {mayLoad && unknown.length > 0 && (
          <AskAgain calls={unknown.length} onYes={press(() => load(unknown, { again: true }))} />
        )}
      </div>
      {mayLoad && closed !== undefined && !isToldAbove && <p className="receipt">{closed}</p>}
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
      <SendButton autoFocus={isAsked === false} aria-expanded={false} onPress={() => setAsked(true)}>
        {words.retryUnknown(calls)}
      </SendButton>
    );
  }
  return (
    <div className="warning" role="group" aria-label={words.retryUnknown(calls)}>
      <p>{words.askAgain(calls)}</p>
      <SendButton onPress={onYes}>{words.askAgainYes(calls)}</SendButton>
      {/* The pressed button goes away: the focus goes to what costs nothing. */}
      <button type="button" autoFocus onClick={() => setAsked(false)}>
        {words.askAgainNo}
      </button>
    </div>
  );
}
