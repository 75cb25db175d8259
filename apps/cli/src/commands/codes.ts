import { type BusinessCodeRow, businessCodes } from "@just-one/core";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { printRecords, type RecordColumn } from "../format/print-records.ts";
import { readTableWidth } from "../format/table-width.ts";
import type { Terminal } from "../terminal.ts";

type CodeRecord = { readonly code: number } & BusinessCodeRow;

const columns: readonly RecordColumn<CodeRecord>[] = [
  { header: "Code", read: ({ code }) => code },
  { header: "Meaning", read: ({ meaning }) => meaning },
  { header: "HTTP", read: ({ httpStatus }) => httpStatus ?? "unknown" },
  { header: "Billing", read: ({ billing }) => billing },
  {
    header: "Sent again",
    read: ({ retry }) => (retry === undefined ? "never" : `up to ${retry.maxAttempts} times in all`),
  },
  { header: "What to do", read: ({ advice }) => advice },
];

/** `just-one codes`: the table of the vendor's business codes. */
export function codes(options: { readonly format?: OutputFormat }, terminal: Terminal): ExitCode {
  const records = Object.entries(businessCodes).map(([code, row]) => Object.assign({ code: Number(code) }, row));
  const format = chooseFormat(options.format, terminal.stdout);
  printRecords({ records, columns, format, width: readTableWidth(terminal) }, terminal);
  return exitCodes.done;
}
