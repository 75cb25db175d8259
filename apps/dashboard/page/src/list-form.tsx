import { useEffect, useRef } from "react";
import type { Session } from "../../src/shared/protocol.ts";
import { ChoiceFields } from "./choice-fields.tsx";
import type { ComparisonState } from "./compare/use-comparison.ts";
import { CopyLink } from "./compare/copy-link.tsx";
import { DropZone } from "./compare/drop-zone.tsx";
import { EstimateNote } from "./estimate-note.tsx";
import { RefusedIds } from "./ids/refused-ids.tsx";
import { useMessages } from "./messages/use-messages.ts";

export interface ListFormProps {
  readonly session: Session | undefined;
  readonly comparison: ComparisonState;
  /** Folds the form away; what is in it stays. */
  readonly onClose: () => void;
}

/** Which creators, which figures, and what that would cost. */
export function ListForm({ session, comparison, onClose }: ListFormProps): React.ReactElement {
  const { messages } = useMessages();
  const { text, setText, choice, setChoice, found, draft, request, hash, load, forget } = comparison;
  const field = useRef<HTMLTextAreaElement>(null);
  const count = found.creators.length;
  const isEditing = request !== undefined;

  useEffect(() => {
    if (isEditing) field.current?.focus(); // who opened the form again wants to write
    // Only when it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

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
      <DropZone onList={setText}>
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
      </DropZone>
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
        <CopyLink hash={hash} />
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
        {isEditing && (
          <button type="button" onClick={onClose}>
            {messages.start.fold}
          </button>
        )}
      </div>
    </form>
  );
}
