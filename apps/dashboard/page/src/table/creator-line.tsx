import { memo, useRef } from "react";
import { useSession } from "../api/use-session.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { Column } from "./columns.ts";
import type { CreatorTableProps } from "./creator-table.tsx";
import { FailureNote } from "./failure-note.tsx";
import { FigureCell } from "./figure-cell.tsx";

export interface CreatorLineProps extends Pick<CreatorTableProps, "onChoose" | "onRetry" | "onShowRaw"> {
  readonly row: CreatorRow;
  /** From 0, in the order shown. */
  readonly index: number;
  readonly ref: React.Ref<HTMLTableRowElement>;
  readonly columns: readonly Column[];
  readonly isChosen: boolean;
}

/** One creator: the name, which stays in sight, then figures, or why there are none. */
export const CreatorLine: React.NamedExoticComponent<CreatorLineProps> = memo(function CreatorLine({
  row,
  index,
  ref,
  columns,
  isChosen,
  ...actions
}: CreatorLineProps) {
  const { messages } = useMessages();
  const { session } = useSession();
  const { id, label, state, compared } = row;
  const name = useRef<HTMLTableCellElement>(null);
  const retry = (): void => {
    name.current?.focus(); // the pressed button goes away
    actions.onRetry([id]);
  };
  return (
    // The header is the first row; rows that are not drawn count too.
    <tr ref={ref} data-index={index} aria-rowindex={index + 2}>
      <th ref={name} tabIndex={-1} scope="row" className="sticky name">
        <label>
          <input
            type="checkbox"
            aria-label={messages.compareInRadar(id)}
            checked={isChosen}
            disabled={state.status !== "loaded"}
            onChange={({ target }) => actions.onChoose(id, target.checked)}
          />
          {label ?? id}
        </label>
        {compared?.smallSample === true && (
          <span className="badge warn" title={messages.smallSampleHint}>
            {messages.smallSample}
          </span>
        )}
        {state.status === "loaded" && (
          <button type="button" className="link" onClick={() => actions.onShowRaw(id)}>
            {messages.raw}
            <span className="hidden"> {id}</span>
          </button>
        )}
      </th>
      {state.status === "loaded" ? (
        columns.map((column) => (
          <FigureCell
            key={column.name}
            column={column}
            value={column.read(state.spread)}
            standing={column.metric === undefined ? undefined : compared?.standings[column.metric]}
          />
        ))
      ) : (
        <td colSpan={Math.max(1, columns.length)} className="state">
          {state.status === "failed" ? (
            <FailureNote failure={state.failure} onRetry={retry} />
          ) : (
            <span className="note">
              {state.status === "missing"
                ? messages.loading.missing
                : messages[state.status === "loading" ? "waiting" : "stopped"]}{" "}
              {state.status !== "loading" && session?.role !== "viewer" && (
                <button type="button" onClick={retry}>
                  {state.status === "stopped" ? messages.retry : messages.loadOne}
                </button>
              )}
            </span>
          )}
        </td>
      )}
    </tr>
  );
});
