import type { CostBand } from "@just-one/core/xingtu";
import { type Column, type ColumnName, columns } from "./columns.ts";

/** What a person showed or hid; what is not in it is as it stands for everybody. */
export type ColumnChoice = Readonly<Partial<Record<ColumnName, boolean>>>;

/** Whether a column is there before anybody chose: reach, and the costs of the one length of video that is looked at. */
export function isStandard({ group, band: of }: Column, band: CostBand): boolean {
  return group === "main" || of === band;
}

/** The columns to show, in the table's order; with a budget, what it buys. */
export function chooseColumns(options: {
  readonly choice: ColumnChoice;
  readonly band: CostBand;
  /** Yuan. */
  readonly budget?: number | undefined;
}): readonly Column[] {
  const { choice, band, budget } = options;
  const shown = columns.filter((column) => choice[column.name] ?? isStandard(column, band));
  return budget === undefined ? shown : [...shown, createBudgetColumn(budget, band)];
}

/** How many plays a budget buys, by the cost that is expected for a length of video. */
function createBudgetColumn(budget: number, band: CostBand): Column {
  return {
    name: "expectedPlays",
    group: "other",
    unit: "times",
    certainty: "proven",
    decimals: 0,
    read: (spread) => {
      const cost = Number(spread.costPerMille[band]?.value);
      return cost > 0 ? (budget / cost) * 1000 : undefined;
    },
  };
}
