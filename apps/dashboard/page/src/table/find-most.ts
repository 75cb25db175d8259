import type { CreatorRow } from "../creators/creator-row.ts";
import type { Column } from "./columns.ts";

/** The greatest figure of each column that has bars, by its name. Figures nobody can compare have none. */
export type Mosts = Readonly<Partial<Record<Column["name"], number>>>;

export function findMosts(rows: readonly CreatorRow[], columns: readonly Column[]): Mosts {
  const spreads = rows.flatMap(({ state }) => (state.status === "loaded" ? [state.spread] : []));
  if (spreads.length < 2) return {};
  const compared = columns.filter(({ name, certainty }) => name !== "videos" && certainty !== "unknown");
  return Object.fromEntries(
    compared.map((column) => [
      column.name,
      spreads.reduce((most, spread) => Math.max(most, column.read(spread) ?? 0), 0),
    ]),
  );
}
