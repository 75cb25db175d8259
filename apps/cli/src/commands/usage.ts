import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LedgerScope, UsageRow } from "@just-one/core";
import { show } from "@just-one/encoders";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { printRecords, type RecordColumn } from "../format/print-records.ts";
import { readTableWidth } from "../format/table-width.ts";
import { readAddress } from "../session/create-vendor-client.ts";
import { findDataFolder } from "../session/data-folder.ts";
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
  const collected = await loadCollected(since, terminal);
  const all = [...records, ...collected].toSorted(byDay);
  const chosen = chooseFormat(format, terminal.stdout);
  if (all.length > 0 || chosen !== "table") {
    printRecords({ records: all, columns, format: chosen, width: readTableWidth(terminal) }, terminal);
  }
  const billed = all.reduce((sum, { spentCalls }) => sum + spentCalls, 0);
  const unknownCollected = collected.reduce((sum, { unknownCalls }) => sum + unknownCalls, 0);
  const parts = [
    `${billed} billed`,
    unknown === 0 ? "" : `${unknown} unknown, see: just-one reconcile`,
    unknownCollected === 0 ? "" : `${unknownCollected} unknown of collections, see: just-one collect reconcile FOLDER`,
  ];
  tell(terminal, show`just-one: ${parts.filter((part) => part !== "").join(" · ")}\n`);
  return exitCodes.done;
}

/** What folders of `just-one collect` keep; nothing is loaded where there was none. */
async function loadCollected(since: Date | undefined, { environment }: Terminal): Promise<readonly UsageRow[]> {
  const folder = findDataFolder(readAddress(environment), environment);
  if (!existsSync(join(folder, "collections"))) return [];
  const { readCollected } = await import("../collect/read-collected.ts");
  return readCollected(folder, since);
}

function byDay(one: UsageRow, other: UsageRow): number {
  return [one.day, one.operation, one.label].join(" ") < [other.day, other.operation, other.label].join(" ") ? -1 : 1;
}
