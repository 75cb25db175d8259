import { show } from "@just-one/encoders";
import { createFinder, type Finder, type Found } from "@just-one/finder";
import { describeKnown } from "../catalog/describe-known.ts";
import { loadOperations } from "../catalog/known-operations.ts";
import { loadProse } from "../catalog/load-prose.ts";
import { CliError } from "../cli-error.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { createPaint } from "../format/paint.ts";
import { printRecords, type RecordColumn } from "../format/print-records.ts";
import { readTableWidth } from "../format/table-width.ts";
import { formatFound } from "../operations/format-found.ts";
import { type ListedOperation, listOperations } from "../operations/list-operations.ts";
import type { Terminal } from "../terminal.ts";

const columns: readonly RecordColumn<ListedOperation>[] = [
  { header: "Operation", read: ({ operation }) => operation },
  { header: "Title", read: ({ summary }) => summary },
  { header: "Platform", read: ({ platform }) => platform },
  { header: "Parameters (* required)", read: describeParameters },
  { header: "Remarks", read: ({ remarks }) => remarks.join(", ") },
];

export interface OperationsOptions {
  readonly format?: OutputFormat;
  readonly platform?: string;
  readonly limit?: number;
}

/** As many as a person looks through; a program gets all. */
const shownToPeople = 20;

/** `just-one operations [WORDS]`: finds operations by what somebody needs, in English or Chinese, the best first. */
export async function operations(
  words: readonly string[],
  options: OperationsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { platform } = options;
  const { stdout, stderr } = terminal;
  const known = await loadOperations(terminal);
  const { catalog } = known;
  const prose = await loadProse(known);
  const finder = createFinder({ catalog, prose });
  if (platform !== undefined) refuseUnknown(platform, finder);

  const format = chooseFormat(options.format, stdout);
  const query = words.join(" ");
  const isSearch = query.trim() !== "";
  const limit = options.limit ?? (format === "table" && isSearch ? shownToPeople : undefined);
  const found = finder.find(query, { platform, limit });
  const records = listOperations(found.operations, { catalog, prose });
  if (format === "table")
    stdout.write(formatFound(records, { width: readTableWidth(terminal), paint: createPaint(stdout) }));
  else printRecords({ records, columns, format }, terminal);

  for (const sentence of explain(found)) stderr.write(show`just-one: ${cleanText(sentence)}\n`);
  if (found.more > 0) stderr.write(show`just-one: ${records.length} of ${records.length + found.more} shown.\n`);
  stderr.write(show`just-one: ${describeKnown(known)}\n`);
  return exitCodes.done;
}

/** What somebody should know of a search that did not go as it was meant, and what to try. */
function explain({ operations: found, unknown, near }: Found): string[] {
  const quoted = unknown.map((word) => `"${word.slice(0, 60)}"`).join(", ");
  const meant = near.length === 0 ? "" : ` Did you mean ${near.join(", ")}?`;
  const left =
    unknown.length === 0
      ? []
      : [`no operation has ${quoted}${found.length === 0 ? "" : "; the rest was looked for"}.${meant}`];
  if (found.length > 0) return left;
  return [
    ...(left.length === 0 ? ["no operation fits."] : left),
    "try other words for what you need, in English or Chinese, such as: video comments; or list what there is with --platform.",
  ];
}

function refuseUnknown(platform: string, finder: Finder): void {
  const { platforms, nearest } = finder.findPlatform(platform);
  if (platforms.length > 0) return;
  const meant = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  throw new CliError(
    `no operation is of the platform "${platform.slice(0, 60)}".${meant} There are ${finder.platforms.toSorted().join(", ")}`,
    exitCodes.wrongUse,
  );
}

function describeParameters({ parameters }: ListedOperation): string {
  return parameters.map(({ name, required }) => (required ? `${name}*` : name)).join(" ");
}
