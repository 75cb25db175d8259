import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { memo, useEffect, useMemo, useRef } from "react";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ColumnPicker } from "./column-picker.tsx";
import { type Column, columns } from "./columns.ts";
import { SortHeader } from "./sort-header.tsx";
import { TableLines } from "./table-lines.tsx";

export interface CreatorTableProps {
  readonly rows: readonly CreatorRow[];
  /** Creators in the radar chart. */
  readonly chosen: ReadonlySet<string>;
  /** Takes the ids in the order shown: files have the same. */
  readonly order: React.RefObject<readonly string[]>;
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onRetry: (ids: readonly string[]) => void;
  readonly onShowRaw: (id: string) => void;
}

const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature, sortedRowModel: createSortedRowModel() });
const byName: ReadonlyMap<string, Column> = new Map(columns.map((column) => [column.name, column]));

/** All creators with all their figures: sorted by any, with any hidden. Creators without a figure stand last. */
export const CreatorTable: React.NamedExoticComponent<CreatorTableProps> = memo(function CreatorTable({
  rows,
  order,
  ...others
}) {
  const { messages } = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: definitions, data, getRowId: ({ id }) => id });
  const visible = table.getVisibleLeafColumns();
  const shown = visible.flatMap(({ id }) => byName.get(id) ?? []);
  const sorted = table.getRowModel().rows.map(({ original }) => original);
  useEffect(() => {
    order.current = sorted.map(({ id }) => id);
  });
  // One list for as long as it holds the same, so that lines are drawn again only when they change.
  const shownNames = shown.map(({ name }) => name).join(" ");
  const stable = useMemo(() => columns.filter(({ name }) => shownNames.split(" ").includes(name)), [shownNames]);

  return (
    <section>
      <h2 id="table-title">{messages.table}</h2>
      <ColumnPicker
        columns={table.getAllLeafColumns().flatMap((column) => {
          const known = byName.get(column.id);
          if (known === undefined) return [];
          const toggle = (): void => column.toggleVisibility();
          return [{ name: known.name, isVisible: column.getIsVisible(), toggle }];
        })}
      />
      <p className="hint">
        {messages.sortHint} {messages.legend}
      </p>
      {/* What scrolls must be reachable by keyboard. */}
      <div ref={frame} className="scroll creators card" role="region" aria-labelledby="table-title" tabIndex={0}>
        {/* A fixed width lets the browser lay 200 lines out without reading every cell first. */}
        <table
          className="fixed"
          aria-labelledby="table-title"
          aria-rowcount={rows.length + 1}
          style={{ width: `calc(var(--name-width) + ${shown.length} * var(--figure-width))` }}
        >
          <thead>
            <tr>
              <th scope="col" className="sticky">
                {messages.creator}
              </th>
              {visible.map((column) => {
                const known = byName.get(column.id);
                if (known === undefined) return null;
                const sort = (): void => column.toggleSorting();
                return <SortHeader key={column.id} column={known} sorted={column.getIsSorted()} onSort={sort} />;
              })}
            </tr>
          </thead>
          <TableLines rows={sorted} columns={stable} frame={frame} {...others} />
        </table>
      </div>
    </section>
  );
});

interface Comparable {
  getValue(id: string): unknown;
}

const definitions = columns.map(({ name, read, metric }) => ({
  id: name,
  accessorFn: ({ state }: CreatorRow): number | undefined =>
    state.status === "loaded" ? read(state.spread) : undefined,
  // Safe: only numbers get here; what is undefined has been put last.
  sortFn: (a: Comparable, b: Comparable): number => (a.getValue(name) as number) - (b.getValue(name) as number),
  sortUndefined: "last" as const,
  // The first press shows the best: the cheapest, or the most.
  sortDescFirst: !metric?.startsWith("cost"),
}));
