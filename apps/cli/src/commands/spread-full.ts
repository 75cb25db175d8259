import { show } from "@just-one/encoders";
import { CliError } from "../cli-error.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { formatJson, formatJsonLine } from "../format/format-json.ts";
import { chooseFormat } from "../format/output-format.ts";
import { createPaint } from "../format/paint.ts";
import { readTableWidth } from "../format/table-width.ts";
import { admitCalls } from "../session/admit-calls.ts";
import { openSession } from "../session/open-session.ts";
import { printReceipt } from "../session/receipt.ts";
import { type AskedQuestion, describeFilters } from "../spread/asked-question.ts";
import { collectIds } from "../spread/collect-ids.ts";
import { conclude } from "../spread/conclude.ts";
import { createProgress } from "../session/create-progress.ts";
import { formatFullCsv } from "../spread/full/format-full-csv.ts";
import { formatFullTable } from "../spread/full/format-full-table.ts";
import type { FullCreator } from "../spread/full/full-creator.ts";
import { loadFullCreators } from "../spread/full/load-full-creators.ts";
import { toJsonFull } from "../spread/full/to-json-full.ts";
import { variantNames, variants } from "../spread/full/variants.ts";
import { pickColumns } from "../spread/pick-columns.ts";
import { planCalls, toSettled } from "../spread/plan-calls.ts";
import { reportFailures } from "../spread/report-failures.ts";
import { tell } from "../session/tell.ts";
import { waitForPaid } from "../session/wait-for-paid.ts";
import type { Terminal } from "../terminal.ts";
import type { PrintOptions, SpreadOptions } from "./spread.ts";

/** `just-one spread --full ID…`: the four calls of a full picture for each creator, and what changed between them. */
export async function spreadFull(
  given: readonly string[],
  options: SpreadOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { stdout, signal: stop } = terminal;
  if (options.sort !== undefined || options.top !== undefined) {
    throw new CliError("--sort and --top are for the plain comparison; leave out --full", exitCodes.wrongUse);
  }
  if (options.range !== undefined || options.type !== undefined) {
    throw new CliError(
      "--full asks for both windows and both types itself; leave out --range and --type",
      exitCodes.wrongUse,
    );
  }
  const format = chooseFormat(options.format, stdout);
  const columns = pickColumns(options.columns, format);
  const asked = await collectIds(given, options.idsFile, terminal);
  const total = asked.filter(({ refusal }) => refusal === undefined).length * variantNames.length;
  const progress = createProgress(terminal, { total, things: "calls" });
  const purpose = { label: "spread", keepsReplies: true, onEvent: progress.note };
  await using session = await openSession({ ...options, ...purpose }, terminal);

  tell(terminal, show`just-one: ${announce(total, options)}\n`);
  const { platform, onlyAssign, flowType } = options;
  const question: AskedQuestion = { platform, onlyAssign, flowType };
  const printed = { format, columns, raw: options.raw === true, question };
  const inputs = asked
    .filter(({ refusal }) => refusal === undefined)
    .flatMap(({ id }) => variantNames.map((name) => Object.assign({ oAuthorId: id }, question, variants[name])));
  if (!(await admitCalls(await planCalls(session, inputs, options), options, terminal))) {
    return options.dryRun === true ? exitCodes.done : exitCodes.interrupted;
  }
  const startedAt = performance.now();
  progress.start();
  using patience = waitForPaid(terminal);
  const creators: FullCreator[] = [];
  for await (const creator of loadFullCreators(session.client, {
    creators: asked,
    parameters: question,
    concurrency: options.concurrency,
    stop,
    signal: patience.signal,
    onProgress: (done, failed) => progress.update(done, failed),
  })) {
    creators.push(creator);
    if (format === "ndjson") stdout.write(formatJsonLine(toJsonFull(creator, printed)));
  }
  progress.end();

  print(creators, printed, terminal);
  const rows = creators.flatMap(({ replies }) => variantNames.map((name) => replies[name]));
  reportFailures(rows, "calls", terminal);
  printReceipt(
    rows.flatMap(toSettled),
    { price: options.price, startedAt, isMock: options.mock, keepsDoubts: true },
    terminal,
  );
  return conclude(rows, asked.length * variantNames.length, terminal);
}

/** Says what is about to be paid for, before anything is sent. */
function announce(total: number, { mock, maxCalls }: SpreadOptions): string {
  const creators = total / variantNames.length;
  const who = creators === 1 ? "1 creator" : `${creators} creators`;
  const cost = mock === true ? "" : ", each billed if it succeeds";
  const limit = maxCalls !== undefined && maxCalls < total ? `; --max-calls ends it after ${maxCalls}` : "";
  return `${total} calls for ${who}: 30 and 90 days of personal and of Xingtu videos${cost}${limit}.`;
}

function print(
  creators: readonly FullCreator[],
  { format, columns, raw, question }: PrintOptions,
  terminal: Terminal,
): void {
  const { stdout } = terminal;
  if (format === "json") stdout.write(formatJson(creators.map((creator) => toJsonFull(creator, { raw, question }))));
  if (format === "csv") stdout.write(formatFullCsv(creators, { question, columns }));
  if (format === "table" && creators.length > 0) {
    const asked = ["30 and 90 days", "personal and Xingtu videos", ...describeFilters(question)];
    const style = { width: readTableWidth(terminal), paint: createPaint(stdout), asked, columns };
    stdout.write(formatFullTable(creators, style));
  }
}
