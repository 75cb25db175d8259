import type { Terminal } from "../terminal.ts";

/** Characters that a table may take in a line: the terminal's, or what COLUMNS says, or 120 in a pipe. */
export function readTableWidth({ stdout, environment }: Terminal): number {
  const columns = stdout.columns ?? Number(environment["COLUMNS"]);
  if (!Number.isInteger(columns) || columns < 1) return 120;
  return Math.max(columns, 40); // less holds no id and figure side by side
}
