import { useEffect, useRef, useState } from "react";
import type { Session } from "../../src/shared/protocol.ts";
import { ChoiceFields } from "./choice-fields.tsx";
import type { ComparisonState } from "./compare/use-comparison.ts";
import { copyText } from "./compare/copy-text.ts";
import { EstimateNote } from "./estimate-note.tsx";
import { RefusedIds } from "./ids/refused-ids.tsx";
import { useMessages } from "./messages/use-messages.ts";

export interface ListFormProps {
  readonly session: Session | undefined;
  readonly comparison: ComparisonState;
}

/** Which creators, which figures, and what that would cost. */
export function ListForm({ session, comparison }: ListFormProps): React.ReactElement {
  const { messages } = useMessages();
  const { text, setText, choice, setChoice, found, draft, hash, load, forget } = comparison;
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean>();
  const count = found.creators.length;

  useEffect(() => setCopied(undefined), [hash]);

  const copyLink = async (): Promise<void> => {
    history.replaceState(null, "", hash);
    setCopied(await copyText(location.href));
  };
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        load();
      }}
    >
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
        {messages.idsHint} {count > 0 && messages.counted(count, found.duplicates)}
      </p>
      <RefusedIds refused={found.refused} />
      <ChoiceFields choice={choice} onChange={setChoice} />
      <EstimateNote draft={draft} session={session} />
      <div className="actions">
        <button type="submit" className="primary" disabled={count === 0}>
          {session?.role === "viewer" ? messages.loading.showKnown : messages.load(count)}
        </button>
        <button type="button" disabled={hash === ""} onClick={() => void copyLink()}>
          {copied === true ? messages.copied : messages.copyLink}
        </button>
        <button
          type="button"
          disabled={text === ""}
          onClick={() => {
            forget();
            field.current?.focus(); // the pressed button can no longer have the focus
          }}
        >
          {messages.forget}
        </button>
        {copied === false && <span role="status">{messages.loading.notCopied}</span>}
      </div>
    </form>
  );
}
