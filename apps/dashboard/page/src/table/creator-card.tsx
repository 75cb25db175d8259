import { memo, useEffect, useRef } from "react";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { type Column, formatUnit } from "./columns.ts";
import { CreatorName } from "./creator-name.tsx";
import { CreatorStateNote } from "./creator-state.tsx";
import type { CreatorTableProps } from "./creator-table.tsx";
import type { Mosts } from "./find-most.ts";
import { FigureValue } from "./figure-cell.tsx";
import { RowMenu } from "./row-menu.tsx";

export interface CreatorCardProps extends Pick<CreatorTableProps, "onChoose" | "onRetry" | "onShowRaw" | "onActivate"> {
  readonly row: CreatorRow;
  readonly columns: readonly Column[];
  readonly mosts: Mosts;
  readonly isChosen: boolean;
  readonly isActive: boolean;
}

/** One creator on a telephone: the name, then each figure beside its own name. */
export const CreatorCard: React.NamedExoticComponent<CreatorCardProps> = memo(function CreatorCard(props) {
  const { row, columns, mosts, isChosen, isActive, ...actions } = props;
  const { messages } = useMessages();
  const { id, state, compared } = row;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  const retry = (): void => {
    card.current?.focus(); // the pressed button goes away
    actions.onRetry([id]);
  };
  return (
    <li ref={card} tabIndex={-1} className={isActive ? "card active" : "card"}>
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
      {state.status === "loaded" ? (
        <dl>
          {columns.map((column) => {
            const standing = column.metric === undefined ? undefined : compared?.standings[column.metric];
            return (
              <div key={column.name}>
                <dt>
                  {messages.fields[column.name]} <span className="unit">{formatUnit(column, messages)}</span>
                </dt>
                <dd>
                  <FigureValue
                    column={column}
                    value={column.read(state.spread)}
                    standing={standing}
                    most={mosts[column.name]}
                  />
                </dd>
              </div>
            );
          })}
        </dl>
      ) : (
        <CreatorStateNote state={state} onRetry={retry} />
      )}
    </li>
  );
});
