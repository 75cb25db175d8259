import type { CreatorRow } from "../creators/creator-row.ts";
import type { Messages } from "../messages/english.ts";
import { columns, formatUnit } from "../table/columns.ts";

/** A table for a file: the first column is an id, which must stay text; the others are numbers. */
export interface Sheet {
  readonly header: readonly string[];
  readonly lines: readonly (readonly [id: string, ...figures: (number | undefined)[]])[];
}

/** Everything that was loaded, hidden columns too; creators without figures are lines with nothing but their id. */
export function toSheet(rows: readonly CreatorRow[], messages: Messages): Sheet {
  const header = columns.map((column) => `${messages.fields[column.name]} (${formatUnit(column, messages)})`);
  return {
    header: [messages.creator, ...header],
    lines: rows.map(({ id, state }) => [
      id,
      ...columns.map(({ read, decimals }) => {
        const value = state.status === "loaded" ? read(state.spread) : undefined;
        return value === undefined ? undefined : Number(value.toFixed(decimals));
      }),
    ]),
  };
}
