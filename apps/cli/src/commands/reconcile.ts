import type { LedgerEntry } from "@just-one/core";
import { show } from "@just-one/encoders";
import { CliError } from "../cli-error.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { printRecords, type RecordColumn } from "../format/print-records.ts";
import { readTableWidth } from "../format/table-width.ts";
import { openLedger } from "../session/open-ledger.ts";
import { tell } from "../session/tell.ts";
import type { Terminal } from "../terminal.ts";

export interface ReconcileOptions {
  /** Ids of requests that the vendor's bill has; `all` is every one that is listed. */
  readonly billed?: readonly string[];
  /** Those that it does not have. */
  readonly unbilled?: readonly string[];
  readonly format?: OutputFormat;
}

const columns: readonly RecordColumn<LedgerEntry>[] = [
  { header: "Request", read: ({ id }) => id },
  { header: "Day", read: ({ day }) => day },
  { header: "Command", read: ({ label }) => label },
  { header: "Cost", read: ({ cost }) => cost },
  { header: "Operation", read: ({ operation }) => operation },
];

/** `just-one reconcile`: lists requests of which nobody knows whether they were billed, and settles them by the vendor's bill. */
export async function reconcile(options: ReconcileOptions, terminal: Terminal): Promise<ExitCode> {
  const ledger = await openLedger(terminal);
  try {
    const open = ledger?.unreconciled() ?? [];
    const billed = choose(open, options.billed);
    const unbilled = choose(open, options.unbilled);
    const twice = billed.find((entry) => unbilled.includes(entry));
    if (twice !== undefined) throw new CliError(`${twice.id} cannot be both billed and unbilled`, exitCodes.wrongUse);
    for (const entry of billed) await ledger?.settle(entry, "billed");
    for (const entry of unbilled) await ledger?.settle(entry, "unbilled");
    const left = open.filter((entry) => !billed.includes(entry) && !unbilled.includes(entry));

    const format = chooseFormat(options.format, terminal.stdout);
    if (left.length > 0 || format !== "table") {
      printRecords({ records: left, columns, format, width: readTableWidth(terminal) }, terminal);
    }
    if (billed.length + unbilled.length > 0) {
      const again = unbilled.length > 0 ? " What spread leaves out because of them is asked for by --pay-again." : "";
      tell(terminal, show`just-one: settled ${billed.length} as billed, ${unbilled.length} as unbilled.${again}\n`);
    }
    tell(terminal, show`just-one: ${describeLeft(left.length)}\n`);
    return exitCodes.done;
  } finally {
    ledger?.close();
  }
}

/** @throws CliError for an id that is not in the list */
function choose(open: readonly LedgerEntry[], ids: readonly string[] = []): readonly LedgerEntry[] {
  if (ids.includes("all")) return open;
  return [...new Set(ids)].map((id) => {
    const entry = open.find((one) => one.id === id);
    if (entry !== undefined) return entry;
    throw new CliError(`no unknown request has the id ${id.slice(0, 80)}; nothing was settled`, exitCodes.wrongUse);
  });
}

function describeLeft(left: number): string {
  if (left === 0) return "no request is unknown.";
  const who = left === 1 ? "1 request is" : `${left} requests are`;
  return `${who} unknown. Compare with the vendor's bill, then: just-one reconcile --billed ID… --unbilled ID… (or all)`;
}
