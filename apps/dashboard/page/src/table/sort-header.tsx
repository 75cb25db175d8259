import { useMessages } from "../messages/use-messages.ts";
import { type Column, formatUnit } from "./columns.ts";

export interface SortHeaderProps {
  readonly column: Column;
  readonly sorted: "asc" | "desc" | false;
  readonly onSort: () => void;
}

const arrows = { asc: "↑", desc: "↓" } as const;
const words = { asc: "ascending", desc: "descending" } as const;

/** A column's name and unit; pressing it sorts. */
export function SortHeader({ column, sorted, onSort }: SortHeaderProps): React.ReactElement {
  const { messages } = useMessages();
  return (
    <th scope="col" aria-sort={sorted === false ? "none" : words[sorted]}>
      <button type="button" className="sort" onClick={onSort}>
        {messages.fields[column.name]}{" "}
        <span className="unit">
          {sorted !== false && <span aria-hidden="true">{arrows[sorted]} </span>}
          {formatUnit(column, messages)}
        </span>
      </button>
    </th>
  );
}
