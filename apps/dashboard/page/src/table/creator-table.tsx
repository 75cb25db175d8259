import { memo, useRef } from "react";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { Column } from "./columns.ts";
import type { Mosts } from "./find-most.ts";
import { SortHeader } from "./sort-header.tsx";
import type { Sort } from "./sort-rows.ts";
import { TableLines } from "./table-lines.tsx";
import { useEdges } from "./use-edges.ts";

export interface CreatorTableProps {
  /** In the order shown. */
  readonly rows: readonly CreatorRow[];
  /** Those shown, in their order. */
  readonly columns: readonly Column[];
  readonly mosts: Mosts;
  readonly sort: Sort | undefined;
  readonly onSort: (column: Column) => void;
  /** The shortlist. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string, isChosen: boolean) => void;
  /** The creator that is looked at, in the table and in the charts. */
  readonly activeId: string | undefined;
  readonly onActivate: (id: string) => void;
  readonly onRetry: (ids: readonly string[]) => void;
  readonly onShowRaw: (id: string) => void;
}

/** Creators with their figures, a line each. */
export const CreatorTable: React.NamedExoticComponent<CreatorTableProps> = memo(function CreatorTable({
  sort,
  onSort,
  ...lines
}) {
  const { messages } = useMessages();
  const { rows, columns } = lines;
  const frame = useRef<HTMLDivElement>(null);
  useEdges(frame);
  return (
    <div className="creators-frame card">
      {/* What scrolls must be reachable by keyboard. */}
      <div ref={frame} className="scroll creators" role="region" aria-labelledby="table-title" tabIndex={0}>
        {/* A fixed layout lets the browser lay 200 lines out without reading every cell first. */}
        <table
          className="fixed"
          aria-labelledby="table-title"
          aria-rowcount={rows.length + 1}
          style={{ minWidth: `calc(var(--name-width) + ${columns.length} * var(--figure-width))` }}
        >
          <thead>
            <tr>
              <th scope="col" className="sticky">
                {messages.creator}
              </th>
              {columns.map((column) => (
                <SortHeader key={column.name} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <TableLines frame={frame} {...lines} />
        </table>
      </div>
    </div>
  );
});
