import { useMessages } from "../messages/use-messages.ts";
import { type Column, formatUnit } from "./columns.ts";
import type { Sort } from "./sort-rows.ts";

export interface SortHeaderProps {
  readonly column: Column;
  readonly sort: Sort | undefined;
  readonly onSort: (column: Column) => void;
}

/** The length of video that a cost is for does not break. */
function ColumnTitle({ column }: { readonly column: Column }): React.ReactNode {
  const { messages } = useMessages();
  const title = messages.fields[column.name];
  if (column.band === undefined) return title;
  const [first = "", ...others] = title.split(" ");
  return (
    <>
      {first} <span className="whole">{others.join(" ")}</span>
    </>
  );
}

const arrows = { ascending: "↑", descending: "↓" } as const;

/** A column's name and unit; pressing it sorts. */
export function SortHeader({ column, sort, onSort }: SortHeaderProps): React.ReactElement {
  const { messages, language } = useMessages();
  const direction = sort?.name === column.name ? sort.direction : undefined;
  return (
    <th scope="col" aria-sort={direction ?? "none"}>
      <button type="button" className="sort" onClick={() => onSort(column)}>
        <span className="arrow" aria-hidden="true">
          {direction === undefined ? "↕" : arrows[direction]}
        </span>
        <ColumnTitle column={column} />
        {/* English counts things without a word for it. A length of video and its unit stay together. */}
        {column.band === undefined && " "}
        {(language === "zh" || column.decimals > 0 || column.certainty !== "proven") && (
          <span className="unit">
            {column.band !== undefined && " "}
            {formatUnit(column, messages)}
          </span>
        )}
      </button>
    </th>
  );
}
