import { useEffect, useRef } from "react";
import { useMessages } from "./messages/use-messages.ts";

export interface RawReplyProps {
  readonly id: string;
  readonly data: unknown;
  readonly onClose: () => void;
}

/** What the vendor sent, as it came. Escape closes it, and the focus returns to where it was. */
export function RawReply({ id, data, onClose }: RawReplyProps): React.ReactElement {
  const { messages } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="raw-title">
      <h2 id="raw-title">{messages.rawOf(id)}</h2>
      {/* What scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>{JSON.stringify(data, null, 2)}</pre>
      <button type="button" onClick={() => dialog.current?.close()}>
        {messages.close}
      </button>
    </dialog>
  );
}
