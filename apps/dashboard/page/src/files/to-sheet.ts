import type { Variant } from "../creators/choice.ts";
import type { CreatorRow, CreatorState, CreatorVariant } from "../creators/creator-row.ts";
import { describeFailure } from "../messages/describe-failure.ts";
import type { Messages } from "../messages/english.ts";
import { type Column, columns, formatUnit } from "../table/columns.ts";

/** What a column holds: ids stay text, moments are epoch milliseconds, figures are numbers in the unit of their header. */
export type SheetColumn =
  | { readonly header: string; readonly kind: "id" | "text" | "moment" }
  | { readonly header: string; readonly kind: "figure"; readonly column: Column };

/** A table for a file. */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  /** A cell for each column; `undefined` where there is nothing. */
  readonly lines: readonly (readonly (string | number | undefined)[])[];
}

export interface SheetOptions {
  /** In the order that the table shows. */
  readonly rows: readonly CreatorRow[];
  /** The main variant, which a creator without any answer is listed with. */
  readonly main: Variant;
  /** Ids that are ticked in the table. */
  readonly chosen: ReadonlySet<string>;
}

/**
 * Everything that was asked for, hidden columns too: a line for each creator and variant, in the order of the table, with
 * what was asked, of when the figures are, and why there are none where there are none.
 */
export function toSheet({ rows, main, chosen }: SheetOptions, messages: Messages): Sheet {
  const { fileColumns: words } = messages.loading;
  return {
    columns: [
      { header: words.id, kind: "id" },
      { header: words.name, kind: "text" },
      { header: words.category, kind: "text" },
      { header: messages.range, kind: "text" },
      { header: messages.type, kind: "text" },
      { header: words.when, kind: "moment" },
      { header: words.note, kind: "text" },
      { header: words.chosen, kind: "text" },
      ...columns.map((column): SheetColumn => {
        return { header: `${messages.fields[column.name]} (${formatUnit(column, messages)})`, kind: "figure", column };
      }),
    ],
    lines: rows.flatMap((row) =>
      listVariants(row, main).map(({ variant, state }) => {
        const spread = state.status === "loaded" ? state.spread : undefined;
        const figures = columns.map(({ read, decimals }) => {
          const value = spread && read(spread);
          return value === undefined ? undefined : Number(value.toFixed(decimals));
        });
        const facts = [
          row.id,
          row.label,
          spread && (spread.engagementRate?.peers?.label ?? spread.completionRate?.peers?.label),
          messages.ranges[variant.range],
          messages.types[variant.type],
          state.status === "loaded" ? state.receivedAt : undefined,
          describeState(state, messages),
          chosen.has(row.id) ? words.isChosen : undefined,
        ];
        return facts.concat(figures);
      }),
    ),
  };
}

function listVariants({ known, state }: CreatorRow, main: Variant): readonly CreatorVariant[] {
  return known.length > 0 ? known : [{ variant: main, state }];
}

function describeState(state: CreatorState, messages: Messages): string | undefined {
  if (state.status === "loaded") return undefined;
  if (state.status === "missing") return messages.loading.missing;
  if (state.status !== "failed") return messages[state.status === "loading" ? "waiting" : "stopped"];
  const { reason, cost, details } = describeFailure(state.failure, messages);
  return [reason, cost, details].filter((text) => text !== "").join(" ");
}
