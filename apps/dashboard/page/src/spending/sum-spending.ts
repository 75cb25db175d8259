import type { SpendingRow } from "../../../src/shared/spending.ts";

/** What sums are made by. */
export type Grouping = "day" | "user" | "operation";

export const groupings: readonly Grouping[] = ["day", "user", "operation"];

/** A sum of the ledger. */
export interface SpendingSum extends Pick<SpendingRow, "billed" | "unknown" | "underWay" | "cost"> {
  readonly name: string;
}

/** The sums of a ledger by one of its sides: the newest day first, else who or what spent most. */
export function sumSpending(rows: readonly SpendingRow[], grouping: Grouping): readonly SpendingSum[] {
  const sums = [...Map.groupBy(rows, (row) => row[grouping])].map(([name, group]): SpendingSum => {
    const add = (member: "billed" | "unknown" | "underWay"): number => group.reduce((sum, row) => sum + row[member], 0);
    const costs = group.flatMap(({ cost }) => cost ?? []);
    const cost = costs.length === 0 ? undefined : costs.reduce((sum, each) => sum + each, 0);
    return { name, billed: add("billed"), unknown: add("unknown"), underWay: add("underWay"), cost };
  });
  return sums.toSorted((one, other) => {
    const byName = one.name < other.name ? -1 : 1;
    return grouping === "day" ? -byName : other.billed - one.billed || byName;
  });
}
