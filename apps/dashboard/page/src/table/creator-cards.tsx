import { memo, useState } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { CreatorCard } from "./creator-card.tsx";
import type { CreatorTableProps } from "./creator-table.tsx";
import { type Sort, turnSort } from "./sort-rows.ts";

export interface CreatorCardsProps extends Omit<CreatorTableProps, "onSort"> {
  readonly onSortBy: (sort: Sort | undefined) => void;
}

/** More would be a page without an end. */
const step = 50;

/** Creators on a telephone: a card each, where a table would have to be moved sideways. */
export const CreatorCards: React.NamedExoticComponent<CreatorCardsProps> = memo(function CreatorCards(props) {
  const { rows, columns, sort, onSortBy, chosen, activeId, ...others } = props;
  const { messages } = useMessages();
  const [most, setMost] = useState(step);
  const left = rows.length - most;
  return (
    <>
      <label className="sort-by">
        {messages.results.sortBy}{" "}
        <select
          value={sort?.name ?? ""}
          onChange={({ target }) => {
            const column = columns.find(({ name }) => name === target.value);
            onSortBy(column && turnSort(column, undefined));
          }}
        >
          <option value="">{messages.results.unsorted}</option>
          {columns.map(({ name }) => (
            <option key={name} value={name}>
              {messages.fields[name]}
            </option>
          ))}
        </select>
      </label>
      <ul className="cards" aria-labelledby="table-title">
        {rows.slice(0, most).map((row) => (
          <CreatorCard
            key={row.id}
            row={row}
            columns={columns}
            isChosen={chosen.has(row.id)}
            isActive={row.id === activeId}
            {...others}
          />
        ))}
      </ul>
      {left > 0 && (
        <button type="button" onClick={() => setMost(most + step)}>
          {messages.results.showMore(Math.min(step, left))}
        </button>
      )}
    </>
  );
});
