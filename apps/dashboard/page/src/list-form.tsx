import { findCreators } from "@just-one/creator-ids";
import { useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { Session } from "../../src/shared/protocol.ts";
import { ChoiceFields } from "./choice-fields.tsx";
import { defaultChoice } from "./creators/choice.ts";
import { refetchFailed, type Request } from "./creators/use-creators.ts";
import { EstimateNote } from "./estimate-note.tsx";
import { readLink, writeLink } from "./ids/link.ts";
import { RefusedIds } from "./ids/refused-ids.tsx";
import { recallList, rememberList } from "./ids/remembered-list.ts";
import { useMessages } from "./messages/use-messages.ts";

export interface ListFormProps {
  readonly session: Session | undefined;
  readonly onLoad: (request: Request) => void;
}

const link = readLink(location.hash);

/** Which creators, which figures, and what that would cost. */
export function ListForm({ session, onLoad }: ListFormProps): React.ReactElement {
  const { messages } = useMessages();
  const client = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => link?.text ?? recallList());
  const [choice, setChoice] = useState(link?.choice ?? defaultChoice);
  const [isCopied, setCopied] = useState(false);
  const deferred = useDeferredValue(text);
  const parsed = useMemo(() => findCreators(deferred), [deferred]);
  const ids = useMemo(() => parsed.creators.map(({ id }) => id), [parsed]);
  const hash = ids.length === 0 ? "" : writeLink(ids, choice);

  useEffect(() => setCopied(false), [hash]);

  const load = (event: React.SubmitEvent): void => {
    event.preventDefault();
    const asked = findCreators(text).creators.map(({ id }) => id);
    if (asked.length === 0) return;
    rememberList(asked.join("\n"));
    void refetchFailed(client, { ids: asked, choice });
    onLoad({ ids: asked, choice });
  };
  const copyLink = async (): Promise<void> => {
    history.replaceState(null, "", hash);
    await navigator.clipboard?.writeText(location.href).catch(() => undefined);
    setCopied(true);
  };
  const forget = (): void => {
    setText("");
    rememberList("");
    history.replaceState(null, "", location.pathname);
    field.current?.focus(); // the pressed button can no longer have the focus
  };

  return (
    <form className="card" onSubmit={load}>
      <p>{messages.intro}</p>
      <label htmlFor="ids">{messages.idsLabel}</label>
      <textarea
        ref={field}
        id="ids"
        rows={4}
        aria-describedby="ids-hint"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="hint" id="ids-hint">
        {messages.idsHint} {ids.length > 0 && messages.counted(ids.length, parsed.duplicates)}
      </p>
      <RefusedIds refused={parsed.refused} />
      <ChoiceFields choice={choice} onChange={setChoice} />
      <EstimateNote ids={ids} choice={choice} session={session} />
      <div className="actions">
        <button type="submit" className="primary" disabled={ids.length === 0}>
          {messages.load(ids.length)}
        </button>
        <button type="button" disabled={hash === ""} onClick={() => void copyLink()}>
          {isCopied ? messages.copied : messages.copyLink}
        </button>
        <button type="button" disabled={text === ""} onClick={forget}>
          {messages.forget}
        </button>
      </div>
    </form>
  );
}
