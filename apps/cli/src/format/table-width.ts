import type { Terminal } from "../terminal.ts";

/** Characters that a table may take in a line: the terminal's, or what COLUMNS says, or 120 in a pipe. */
export function readTableWidth({ stdout, environment }: Terminal): number {
  const columns = stdout.columns ?? Number(environment["COLUMNS"]);
  return Number.isInteger(columns) && columns >= 40 ? columns : 120;
}
