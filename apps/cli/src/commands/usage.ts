import type { LedgerScope, UsageRow } from "@just-one/core";
import { show } from "@just-one/encoders";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { printRecords, type RecordColumn } from "../format/print-records.ts";
import { readTableWidth } from "../format/table-width.ts";
import { openLedger } from "../session/open-ledger.ts";
import { tell } from "../session/tell.ts";
import type { Terminal } from "../terminal.ts";

export interface UsageOptions {
  readonly since?: Date;
  readonly format?: OutputFormat;
}

const columns: readonly RecordColumn<UsageRow>[] = [
  { header: "Day", read: ({ day }) => day },
  { header: "Command", read: ({ label }) => label },
  { header: "Billed", read: ({ spentCalls }) => spentCalls },
  { header: "Unknown", read: ({ unknownCalls }) => unknownCalls },
  { header: "Cost", read: ({ spentCost, spentCalls }) => (spentCost === "0" && spentCalls > 0 ? "" : spentCost) },
  { header: "Operation", read: ({ operation }) => operation },
];

/** `just-one usage`: what this command spent, by day, command and operation. Sends nothing. */
export async function usage({ since, format }: UsageOptions, terminal: Terminal): Promise<ExitCode> {
  const ledger = await openLedger(terminal);
  const scope: LedgerScope = since === undefined ? {} : { since };
  const records = ledger?.usage(scope) ?? [];
  const unknown = ledger?.unreconciled().length ?? 0;
  ledger?.close();
  const chosen = chooseFormat(format, terminal.stdout);
  if (records.length > 0 || chosen !== "table") {
    printRecords({ records, columns, format: chosen, width: readTableWidth(terminal) }, terminal);
  }
  const billed = records.reduce((sum, { spentCalls }) => sum + spentCalls, 0);
  const parts = [`${billed} billed`, ...(unknown === 0 ? [] : [`${unknown} unknown, see: just-one reconcile`])];
  tell(
    terminal,
    show`just-one: ${parts.join(" · ")} (without \`just-one collect\`, whose folders keep their own accounts).\n`,
  );
  return exitCodes.done;
}
