import type { Output } from "../terminal.ts";

/** How data is printed. */
export const outputFormats = ["table", "json", "ndjson", "csv"] as const;

export type OutputFormat = (typeof outputFormats)[number];

/** The format that was asked for, or that a file's name says; else a table for a person and JSON for a program. */
export function chooseFormat(asked: OutputFormat | undefined, stdout: Output): OutputFormat {
  return asked ?? stdout.suggestedFormat ?? (stdout.isTTY === true ? "table" : "json");
}
