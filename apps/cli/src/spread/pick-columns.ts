import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import type { OutputFormat } from "../format/output-format.ts";
import { type SpreadColumn, spreadColumns } from "./spread-columns.ts";

/**
 * Reads the names of `--columns`, in the order in which they are shown; all figures where there is none.
 *
 * @throws CliError for a name that nobody knows, and for a format that has no columns; before anything is sent
 */
export function pickColumns(columns: string | undefined, format: OutputFormat): readonly SpreadColumn[] {
  if (columns === undefined) return spreadColumns;
  if (format !== "table" && format !== "csv") {
    throw new CliError(`--columns is for a table or CSV; add --format table, or leave it out`, exitCodes.wrongUse);
  }
  const names = columns.split(/[\s,，、;]+/u).filter((name) => name !== "");
  const picked = names.map((name) => spreadColumns.find((column) => column.name.toLowerCase() === name.toLowerCase()));
  if (picked.length === 0 || picked.includes(undefined)) {
    const known = spreadColumns.map(({ name }) => name).join(",");
    throw new CliError(`--columns takes some of ${known}`, exitCodes.wrongUse);
  }
  return [...new Set(picked)].filter((column) => column !== undefined);
}
