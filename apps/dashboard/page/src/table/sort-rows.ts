import type { CreatorRow } from "../creators/creator-row.ts";
import type { Column } from "./columns.ts";

export interface Sort {
  readonly name: Column["name"];
  readonly direction: "ascending" | "descending";
}

/** In a column's order; rows without its figure stand last, and equal ones as they came. */
export function sortRows(
  rows: readonly CreatorRow[],
  columns: readonly Column[],
  sort: Sort | undefined,
): readonly CreatorRow[] {
  const column = columns.find(({ name }) => name === sort?.name);
  if (sort === undefined || column === undefined) return rows;
  const sign = sort.direction === "ascending" ? 1 : -1;
  const known = rows.flatMap((row) => {
    const value = row.state.status === "loaded" ? column.read(row.state.spread) : undefined;
    return value === undefined ? [] : [{ row, value }];
  });
  const sorted = known.toSorted((a, b) => sign * (a.value - b.value)).map(({ row }) => row);
  const others = new Set(sorted);
  return [...sorted, ...rows.filter((row) => !others.has(row))];
}

/** What pressing a header does: the best first (the cheapest, or the most), then the other way, then as loaded. */
export function turnSort({ name, metric }: Column, sort: Sort | undefined): Sort | undefined {
  const [first, second] =
    metric?.startsWith("cost") === true
      ? (["ascending", "descending"] as const)
      : (["descending", "ascending"] as const);
  if (sort?.name !== name) return { name, direction: first };
  return sort.direction === first ? { name, direction: second } : undefined;
}
