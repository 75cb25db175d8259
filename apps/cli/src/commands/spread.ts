import { type ExitCode, exitCodes } from "../exit-code.ts";
import { formatJson, formatJsonLine } from "../format/format-json.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { createPaint } from "../format/paint.ts";
import { readTableWidth } from "../format/table-width.ts";
import { admitCalls, type AdmitOptions } from "../session/admit-calls.ts";
import type { PayingAgain } from "../session/kept-replies.ts";
import { openSession, type SessionOptions } from "../session/open-session.ts";
import { printReceipt } from "../session/receipt.ts";
import { type AskedQuestion, describeQuestion } from "../spread/asked-question.ts";
import { collectIds } from "../spread/collect-ids.ts";
import { conclude } from "../spread/conclude.ts";
import { createProgress } from "../session/create-progress.ts";
import type { CreatorRow } from "../spread/creator-row.ts";
import { formatSpreadCsv } from "../spread/format-spread-csv.ts";
import { formatSpreadTable } from "../spread/format-spread-table.ts";
import { loadCreators } from "../spread/load-creators.ts";
import { pickColumns } from "../spread/pick-columns.ts";
import { type PickOptions, pickRows, readSort } from "../spread/pick-rows.ts";
import { reportFailures } from "../spread/report-failures.ts";
import type { SpreadColumn } from "../spread/spread-columns.ts";
import type { SpreadParameters } from "../spread/spread-operation.ts";
import { planCalls, toSettled } from "../spread/plan-calls.ts";
import { type JsonRowOptions, toJsonRow } from "../spread/to-json-row.ts";
import { waitForPaid } from "../session/wait-for-paid.ts";
import type { Terminal } from "../terminal.ts";

export interface SpreadOptions
  extends SessionOptions, PayingAgain, AdmitOptions, PickOptions, Omit<SpreadParameters, "oAuthorId"> {
  readonly idsFile?: string;
  readonly format?: OutputFormat;
  readonly raw?: boolean;
  readonly full?: boolean;
  /** Names of the figures that are shown. */
  readonly columns?: string;
}

/** How the comparison is printed. */
export interface PrintOptions extends JsonRowOptions {
  readonly format: OutputFormat;
  readonly columns: readonly SpreadColumn[];
}

/** `just-one spread ID…`: compares creators. */
export async function spread(given: readonly string[], options: SpreadOptions, terminal: Terminal): Promise<ExitCode> {
  const { stdout, signal: stop } = terminal;
  const sort = readSort(options.sort);
  const format = chooseFormat(options.format, stdout);
  const columns = pickColumns(options.columns, format);
  const creators = await collectIds(given, options.idsFile, terminal);
  const progress = createProgress(terminal, { total: creators.length, things: "creators" });
  const purpose = { label: "spread", keepsReplies: true, onEvent: progress.note };
  await using session = await openSession({ ...options, ...purpose }, terminal);

  const { range, type, platform, onlyAssign, flowType } = options;
  const parameters: AskedQuestion = { range, type, platform, onlyAssign, flowType };
  const printed = { format, columns, raw: options.raw === true, question: parameters };
  const inputs = creators
    .filter(({ refusal }) => refusal === undefined)
    .map(({ id }) => Object.assign({ oAuthorId: id }, parameters));
  const planned = { ...(await planCalls(session, inputs, options)), refused: creators.length - inputs.length };
  if (!(await admitCalls(planned, options, terminal))) {
    return options.dryRun === true ? exitCodes.done : exitCodes.interrupted;
  }
  // what is ordered or cut waits for the last one
  const isStreamed = format === "ndjson" && sort === undefined && options.top === undefined;
  const startedAt = performance.now();
  progress.start();
  using patience = waitForPaid(terminal);
  const rows: CreatorRow[] = [];
  for await (const row of loadCreators(session.client, {
    creators,
    parameters,
    concurrency: options.concurrency,
    stop,
    signal: patience.signal,
    onProgress: (done, failed) => progress.update(done, failed),
  })) {
    rows.push(row);
    if (isStreamed) stdout.write(formatJsonLine(toJsonRow(row, printed)));
  }
  progress.end();

  const order = new Map(creators.map(({ id }, index) => [id, index]));
  rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  if (!isStreamed) print(pickRows(rows, { sort, top: options.top }), printed, terminal);
  reportFailures(rows, "creators", terminal);
  printReceipt(
    rows.flatMap(toSettled),
    { price: options.price, startedAt, isMock: options.mock, keepsDoubts: true },
    terminal,
  );
  return conclude(rows, creators.length, terminal);
}

function print(
  rows: readonly CreatorRow[],
  { format, columns, raw, question }: PrintOptions,
  terminal: Terminal,
): void {
  const { stdout } = terminal;
  if (format === "ndjson") for (const row of rows) stdout.write(formatJsonLine(toJsonRow(row, { raw, question })));
  if (format === "json") stdout.write(formatJson(rows.map((row) => toJsonRow(row, { raw, question }))));
  if (format === "csv")
    stdout.write(
      formatSpreadCsv(
        rows.map((row) => Object.assign({ question }, row)),
        { columns },
      ),
    );
  if (format === "table" && rows.length > 0) {
    const asked = describeQuestion(question);
    const style = { width: readTableWidth(terminal), paint: createPaint(stdout), asked, columns };
    stdout.write(formatSpreadTable(rows, style));
  }
}
