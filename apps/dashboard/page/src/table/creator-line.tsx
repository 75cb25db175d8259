import { memo, useRef } from "react";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { Column } from "./columns.ts";
import { CreatorName } from "./creator-name.tsx";
import { CreatorStateNote } from "./creator-state.tsx";
import type { CreatorTableProps } from "./creator-table.tsx";
import { FigureCell } from "./figure-cell.tsx";
import type { Mosts } from "./find-most.ts";
import { RowMenu } from "./row-menu.tsx";

export interface CreatorLineProps extends Pick<CreatorTableProps, "onChoose" | "onRetry" | "onShowRaw" | "onActivate"> {
  readonly row: CreatorRow;
  /** From 0, in the order shown. */
  readonly index: number;
  readonly ref: React.Ref<HTMLTableRowElement>;
  readonly columns: readonly Column[];
  readonly mosts: Mosts;
  readonly isChosen: boolean;
  readonly isActive: boolean;
}

/** One creator: the name, which stays in sight, then figures, or why there are none. */
export const CreatorLine: React.NamedExoticComponent<CreatorLineProps> = memo(function CreatorLine({
  row,
  index,
  ref,
  columns,
  mosts,
  isChosen,
  isActive,
  ...actions
}: CreatorLineProps) {
  const { messages } = useMessages();
  const { id, state, compared } = row;
  const name = useRef<HTMLTableCellElement>(null);
  const retry = (): void => {
    name.current?.focus(); // the pressed button goes away
    actions.onRetry([id]);
  };
  return (
    // The header is the first row; rows that are not drawn count too. The keyboard finds a creator in the charts by the tick.
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      className={isActive ? "active" : undefined}
      onClick={({ target }) => {
        if (target instanceof Element && target.closest("button, label, input") === null) actions.onActivate(id);
      }}
    >
      <th ref={name} tabIndex={-1} scope="row" className="sticky name">
        <div className="name-line">
          <input
            type="checkbox"
            aria-label={messages.tick(id)}
            disabled={state.status !== "loaded"}
            checked={isChosen}
            onChange={({ target }) => actions.onChoose(id, target.checked)}
          />
          <CreatorName row={row} />
          {state.status === "loaded" && <RowMenu id={id} onShowRaw={actions.onShowRaw} />}
        </div>
      </th>
      {state.status === "loaded" ? (
        columns.map((column) => (
          <FigureCell
            key={column.name}
            column={column}
            value={column.read(state.spread)}
            standing={column.metric === undefined ? undefined : compared?.standings[column.metric]}
            most={mosts[column.name]}
          />
        ))
      ) : (
        <td colSpan={Math.max(1, columns.length)} className="state">
          <CreatorStateNote state={state} onRetry={retry} />
        </td>
      )}
    </tr>
  );
});
