import { CliError } from "../cli-error.ts";
import { type ExitCode, exitCodes, toExitCode } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { formatJson, formatJsonLine } from "../format/format-json.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { createPaint } from "../format/paint.ts";
import { readTableWidth } from "../format/table-width.ts";
import { isCreatorId, parseIds } from "../ids/parse-ids.ts";
import { readIdsFile } from "../ids/read-ids-file.ts";
import { describeReply } from "../session/describe-failure.ts";
import { openSession, type SessionOptions } from "../session/open-session.ts";
import { createProgress } from "../spread/create-progress.ts";
import type { CreatorRow } from "../spread/creator-row.ts";
import { describeRow } from "../spread/describe-row.ts";
import { formatSpreadCsv } from "../spread/format-spread-csv.ts";
import { formatSpreadTable } from "../spread/format-spread-table.ts";
import { loadCreators } from "../spread/load-creators.ts";
import type { SpreadParameters } from "../spread/spread-operation.ts";
import { toJsonRow } from "../spread/to-json-row.ts";
import type { Terminal } from "../terminal.ts";

export interface SpreadOptions extends SessionOptions, Omit<SpreadParameters, "oAuthorId"> {
  readonly idsFile?: string;
  readonly format?: OutputFormat;
  readonly raw?: boolean;
}

/** `just-one spread ID…`: compares creators. */
export async function spread(given: readonly string[], options: SpreadOptions, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, signal } = terminal;
  const ids = await collectIds(given, options, terminal);
  const format = chooseFormat(options.format, stdout);
  await using session = await openSession(options, terminal);

  const { range, type, platform, onlyAssign, flowType } = options;
  const progress = createProgress(stderr, ids.length);
  const rows: CreatorRow[] = [];
  for await (const row of loadCreators(session.client, {
    ids,
    parameters: { range, type, platform, onlyAssign, flowType },
    signal,
    onProgress: (done, failed) => progress.update(done, failed),
  })) {
    rows.push(row);
    if (format === "ndjson") stdout.write(formatJsonLine(toJsonRow(row, options.raw === true)));
  }
  progress.end();

  const order = new Map(ids.map((id, index) => [id, index]));
  rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  print(rows, { format, raw: options.raw === true }, terminal);
  reportFailures(rows, terminal);
  return conclude(rows, ids.length, terminal);
}

async function collectIds(
  given: readonly string[],
  { idsFile }: SpreadOptions,
  terminal: Terminal,
): Promise<readonly string[]> {
  const fromFile = idsFile === undefined ? [] : [await readIdsFile(idsFile)];
  const { ids, duplicates } = parseIds([...given, ...fromFile]);
  if (ids.length === 0) {
    throw new CliError("name at least one creator: just-one spread ID…, or --ids-file FILE", exitCodes.wrongUse);
  }
  if (!ids.some(isCreatorId)) {
    throw new CliError("none of these is a creator's id, which is digits only; nothing was sent", exitCodes.wrongUse);
  }
  if (duplicates > 0) {
    terminal.stderr.write(
      `just-one: ${duplicates} repeated ${duplicates === 1 ? "id is" : "ids are"} asked for once only.\n`,
    );
  }
  return ids;
}

function print(
  rows: readonly CreatorRow[],
  { format, raw }: { readonly format: OutputFormat; readonly raw: boolean },
  terminal: Terminal,
): void {
  const { stdout } = terminal;
  if (format === "json") stdout.write(formatJson(rows.map((row) => toJsonRow(row, raw))));
  if (format === "csv") stdout.write(formatSpreadCsv(rows));
  if (format === "table" && rows.length > 0) {
    stdout.write(formatSpreadTable(rows, { width: readTableWidth(terminal), paint: createPaint(stdout) }));
  }
}

/** The table has room for the beginning of a sentence only, and other formats are read by programs. */
function reportFailures(rows: readonly CreatorRow[], { stderr }: Terminal): void {
  const byReason = Map.groupBy(
    rows.filter((row) => row.status !== "ok"),
    (row) => describeRow(row) ?? "",
  );
  for (const [reason, failed] of byReason) {
    const [first] = failed;
    const who = failed.length === 1 ? (first?.id.slice(0, 40) ?? "") : `${failed.length} creators`;
    const reply = failed.length === 1 && first?.status === "failed" ? describeReply(first.error) : "";
    stderr.write(`just-one: ${cleanText(who)}: ${reason}${reply === "" ? "" : `. ${reply}`}\n`);
  }
}

function conclude(rows: readonly CreatorRow[], total: number, { stderr, signal }: Terminal): ExitCode {
  const done = rows.filter(({ status }) => status === "ok").length;
  if (signal.aborted && done < total) {
    stderr.write(`just-one: interrupted; ${done} of ${total} done, ${total - rows.length} not sent.\n`);
    return exitCodes.interrupted;
  }
  const failed = rows.filter((row) => row.status === "failed").map(({ error }) => toExitCode(error));
  if (done === rows.length) return exitCodes.done;
  if (done > 0) return exitCodes.partFailed;
  // What closed the way for all tells more than what failed beside it.
  return failed.toSorted((a, b) => b - a)[0] ?? exitCodes.failed;
}
