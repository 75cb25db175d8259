import { show } from "@just-one/encoders";
import { describeKnown } from "../catalog/describe-known.ts";
import { type KnownOperations, loadOperations } from "../catalog/known-operations.ts";
import { loadProse } from "../catalog/load-prose.ts";
import { CliError } from "../cli-error.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { printRecords, type RecordColumn } from "../format/print-records.ts";
import { type DescribedEntry, describeEntry } from "../operations/describe-entry.ts";
import { describeRemarks } from "../operations/describe-remarks.ts";
import { filterPlatform, searchOperations } from "../operations/search-operations.ts";
import type { Terminal } from "../terminal.ts";

const columns: readonly RecordColumn<DescribedEntry>[] = [
  { header: "Operation", read: ({ operation }) => operation },
  { header: "Title", read: ({ summary }) => summary },
  { header: "Platform", read: ({ platform }) => platform },
  { header: "Parameters (* required)", read: describeParameters },
  { header: "Remarks", read: (entry) => describeRemarks(entry).join(", ") },
];

export interface OperationsOptions {
  readonly format?: OutputFormat;
  readonly platform?: string;
  readonly limit?: number;
}

/** `just-one operations [WORDS]`: finds operations by words, in English or Chinese, the best first. */
export async function operations(
  words: readonly string[],
  options: OperationsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { platform, limit } = options;
  const known = await loadOperations(terminal);
  const all = await describeAll(known);
  const ofPlatform = platform === undefined ? all : filterPlatform(all, platform);
  if (platform !== undefined && ofPlatform.length === 0) throw refusePlatform(platform, all);
  const found = searchOperations(ofPlatform, words);
  const shown = found.slice(0, limit);
  const format = chooseFormat(options.format, terminal.stdout);
  if (found.length === 0) terminal.stderr.write(show`just-one: no operation has all of these words; try fewer.\n`);
  if (shown.length > 0 || format !== "table") printRecords({ records: shown, columns, format }, terminal);
  if (shown.length < found.length) terminal.stderr.write(show`just-one: ${shown.length} of ${found.length} shown.\n`);
  terminal.stderr.write(show`just-one: ${describeKnown(known)}\n`);
  return exitCodes.done;
}

/** An operation is found by the names of its platform, too. */
async function describeAll(known: KnownOperations): Promise<DescribedEntry[]> {
  const prose = await loadProse(known);
  const told = new Map(prose.operations.map((each) => [each.operation, each]));
  const names = new Map(prose.platforms.map(({ name, aliases }) => [name, aliases]));
  return known.catalog.map((each) => {
    const entry = describeEntry(each, told.get(each.operation));
    return { ...entry, aliases: [...entry.aliases, ...(names.get(entry.platform) ?? [])] };
  });
}

function refusePlatform(platform: string, catalog: readonly DescribedEntry[]): CliError {
  const names = [...new Set(catalog.map((entry) => entry.platform))].toSorted();
  return new CliError(
    `no operation is of the platform "${platform}"; there are ${names.join(", ")}`,
    exitCodes.wrongUse,
  );
}

function describeParameters({ parameters }: DescribedEntry): string {
  return parameters.map(({ name, required }) => (required ? `${name}*` : name)).join(" ");
}
