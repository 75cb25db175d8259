import { readFile } from "node:fs/promises";
import { type Board, type ExportFormat, exportRun, type Item, type ItemState, type RunPlan } from "@just-one/collector";
import { type CsvCell, encodeCsv, encodeCsvRows, show } from "@just-one/encoders";
import { loadOperations } from "../catalog/known-operations.ts";
import { CliError } from "../cli-error.ts";
import { countDoubts, keepDecision, listDoubts, listFailed } from "../collect/doubts.ts";
import { describePlan } from "../collect/describe-plan.ts";
import { hasRun, openFolder, type OpenFolder, type StoreOptions } from "../collect/open-folder.ts";
import { refuseOtherKind } from "../collect/plan-folder.ts";
import { describeReport, writeReport } from "../collect/report.ts";
import { sendPlanned } from "../collect/send-planned.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { formatJson, formatJsonLine } from "../format/format-json.ts";
import { findOperation } from "../operations/find-operation.ts";
import { readDestination, type SessionOptions } from "../session/open-session.ts";
import { waitForReader } from "../session/wait-for-reader.ts";
import type { Terminal } from "../terminal.ts";

// Verbs on a folder that `just-one collect` has made.

/** `collect status DIR`: how it stands. Sends nothing. */
export async function status(
  folder: string,
  options: StoreOptions & { readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  using run = await openRun(folder, options, terminal);
  const report = await writeReport(folder, run.board, run.plan);
  if (options.json === true) terminal.stdout.write(formatJson(report));
  else {
    const totals = await run.board.readTotals();
    terminal.stdout.write(describePlan(run.plan, { ...totals, doubts: await countDoubts(run.board, totals) }));
    terminal.stdout.write(describeReport(report));
  }
  return exitCodes.done;
}

export interface WorkOptions extends SessionOptions, StoreOptions {
  readonly concurrency?: number;
  readonly maxLost?: number;
  readonly progress?: "line" | "json";
}

/** `collect work DIR`: one more worker on what is planned, within its limits. */
export async function work(folder: string, options: WorkOptions, terminal: Terminal): Promise<ExitCode> {
  using run = await openRun(folder, options, terminal);
  const { board, plan, shared } = run;
  refuseOtherKind(plan, options.mock === true, folder);
  const { catalog } = await loadOperations(terminal);
  const destination = await readDestination(options, terminal);
  const risk = await run.findRisk?.();
  if (risk !== undefined) terminal.stderr.write(show`just-one: ${risk}.\n`);
  return await sendPlanned(
    {
      board,
      plan,
      folder,
      isShared: shared !== undefined,
      entry: (await shared?.readEntry()) ?? findOperation(catalog, plan.operation),
      destination,
      concurrency: options.concurrency,
      maxLost: options.maxLost,
      progress: options.progress,
    },
    terminal,
  );
}

/** `collect inspect DIR`: every input with its story. */
export async function inspect(
  folder: string,
  options: StoreOptions & { readonly state?: readonly ItemState[]; readonly format?: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const { format } = options;
  const isCsv = format === "csv";
  if (format !== undefined && !isCsv) {
    throw new CliError(
      `inspect prints CSV, or without --format one JSON object a line; for ${format} use: just-one collect export`,
      exitCodes.wrongUse,
    );
  }
  using run = await openRun(folder, options, terminal);
  const { stdout } = terminal;
  if (isCsv)
    stdout.write(
      encodeCsv([["seq", ...run.plan.columns, "label", "state", "reason", "attempts", "sentAt", "settledAt"]]),
    );
  for await (const items of pages(run.board, options.state)) {
    if (isCsv) stdout.write(encodeCsvRows(items.map((item) => toCells(item, run.plan))));
    else for (const item of items) stdout.write(formatJsonLine({ ...item, ...toTimes(item) }));
    if (!(await waitForReader(terminal))) return exitCodes.interrupted;
  }
  return exitCodes.done;
}

export interface ExportFolderOptions extends StoreOptions {
  readonly format?: ExportFormat;
  readonly plainIds?: boolean;
}

/** `collect export DIR`: from the board; costs nothing. */
export async function exportFolder(
  folder: string,
  options: ExportFolderOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { stderr } = terminal;
  using run = await openRun(folder, options, terminal);
  const { rows, parts } = await exportRun({
    board: run.board,
    folder,
    format: options.format ?? "ndjson.zst",
    plainIds: options.plainIds,
  });
  stderr.write(show`just-one: ${rows} rows in ${parts.length} ${parts.length === 1 ? "part" : "parts"}.\n`);
  return exitCodes.done;
}

export interface ReconcileOptions extends StoreOptions {
  /** Of a store that another server has now, or that was restored. */
  readonly afterFailover?: "nothing-lost" | "all-unknown";
  readonly billedTotal?: number;
  readonly billed?: string;
  readonly unbilled?: string;
}

/** `collect reconcile DIR`: what the vendor's bill says of the unknown ones. Sends nothing. */
export async function reconcile(folder: string, options: ReconcileOptions, terminal: Terminal): Promise<ExitCode> {
  const { stderr } = terminal;
  using run = await openRun(folder, options, terminal);
  const { board, shared } = run;
  if (options.afterFailover !== undefined) {
    if (shared === undefined)
      throw new CliError("a file has no other server: --after-failover is for stores", exitCodes.wrongUse);
    const moved = await shared.adoptServer(options.afterFailover);
    return tell(moved, "were planned, may have been sent, and are unknown; the run goes on here");
  }
  const { items, spentCalls } = await board.readTotals();
  if (options.billedTotal !== undefined) {
    const more = options.billedTotal - spentCalls;
    if (more !== 0 && more !== items.unknown) {
      throw new CliError(
        `the bill has ${options.billedTotal} calls; ${spentCalls} are known as paid for and ${items.unknown} are unknown, so ${more} of those ` +
          "were: which ones cannot be told from a number. Name them with --billed FILE or --unbilled FILE",
        exitCodes.wrongUse,
      );
    }
    const how = more === 0 ? "reconcile-unbilled" : "reconcile-billed";
    return tell(
      await board.decide(how, "all"),
      more === 0 ? "were not paid for, and are planned again" : "were paid for, and are lost",
    );
  }
  if (options.billed === undefined && options.unbilled === undefined) {
    throw new CliError(
      "say what the bill says: --billed-total NUMBER, --billed FILE or --unbilled FILE",
      exitCodes.wrongUse,
    );
  }
  if (options.billed !== undefined)
    tell(await board.decide("reconcile-billed", await readSeqs(options.billed)), "were paid for, and are lost");
  if (options.unbilled !== undefined) {
    tell(
      await board.decide("reconcile-unbilled", await readSeqs(options.unbilled)),
      "were not paid for, and are planned again",
    );
  }
  return exitCodes.done;

  function tell(moved: number, what: string): ExitCode {
    if (moved > 0) keepDecision(folder);
    stderr.write(show`just-one: ${moved} ${what}.\n`);
    return exitCodes.done;
  }
}

export interface RetryOptions extends StoreOptions {
  readonly failed?: boolean;
  readonly unknown?: boolean;
  readonly payAgain?: boolean;
}

/** `collect retry DIR`: plans again what failed, or pays a second time for what is unknown. */
export async function retry(folder: string, options: RetryOptions, terminal: Terminal): Promise<ExitCode> {
  const { stderr } = terminal;
  using run = await openRun(folder, options, terminal);
  if (options.failed !== true && options.unknown !== true) {
    throw new CliError("say which: --failed, or --unknown --pay-again", exitCodes.wrongUse);
  }
  if (options.unknown === true && options.payAgain !== true) {
    throw new CliError(
      "unknown ones may have been paid for; add --pay-again to pay a second time where it must be",
      exitCodes.wrongUse,
    );
  }
  const { board } = run;
  const doubts = options.unknown === true ? await listDoubts(board) : [];
  const failed = options.failed === true ? await board.decide("retry", await listFailed(board)) : 0;
  const unknown =
    options.unknown === true ? (await board.decide("pay-again", "all")) + (await board.decide("retry", doubts)) : 0;
  if (unknown > 0) keepDecision(folder);
  stderr.write(show`just-one: ${failed + unknown} planned again; send them with: just-one collect work ${folder}\n`);
  return exitCodes.done;
}

async function openRun(
  folder: string,
  options: StoreOptions,
  terminal: Terminal,
): Promise<OpenFolder & { readonly plan: RunPlan }> {
  if (options.store === undefined && !hasRun(folder)) {
    throw new CliError(
      `${folder} holds no run; begin one with: just-one collect OPERATION --inputs FILE --out ${folder}`,
      exitCodes.wrongUse,
    );
  }
  const place = await openFolder(folder, options, terminal);
  try {
    const plan = await place.board.readRun();
    if (plan !== undefined) {
      place.remember();
      return { ...place, plan };
    }
  } catch (error) {
    place[Symbol.dispose]();
    throw error;
  }
  place[Symbol.dispose]();
  throw new CliError(`the run in ${folder} is not planned to its end; type its command again`, exitCodes.wrongUse);
}

async function* pages(board: Board, states: readonly ItemState[] | undefined): AsyncGenerator<readonly Item[], void> {
  for (let after = 0; ;) {
    const items = await board.listItems(after, 1000, states);
    if (items.length === 0) return;
    yield items;
    after = items.at(-1)?.seq ?? after;
  }
}

/** Numbers of items, as `inspect` prints them: the first number of each line. */
async function readSeqs(file: string): Promise<readonly number[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new CliError(`cannot read ${file} (${String(error)})`, exitCodes.wrongUse);
  });
  return text
    .split(/\r?\n/)
    .flatMap((line) => /\d+/.exec(line)?.[0] ?? [])
    .map(Number);
}

function toCells(item: Item, plan: RunPlan): readonly CsvCell[] {
  const { seq, parameters, label, state, reason, attempts } = item;
  const values = plan.columns.map((name) => toCell(parameters[name] ?? plan.parameters[name]));
  const { sentAt, settledAt } = toTimes(item);
  return [seq, ...values, label, state, reason, attempts, sentAt, settledAt];
}

/** Times for people and their spreadsheets, as all commands print them: ISO 8601, in UTC. */
function toTimes({ sentAt, settledAt }: Item): { readonly sentAt?: string; readonly settledAt?: string } {
  return {
    ...(sentAt !== undefined && { sentAt: new Date(sentAt).toISOString() }),
    ...(settledAt !== undefined && { settledAt: new Date(settledAt).toISOString() }),
  };
}

function toCell(value: unknown): CsvCell {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "string" ? value : formatJsonLine(value).trimEnd();
  return /^\d{12,}$/.test(text) ? { digits: text } : text; // bare, a spreadsheet would round them
}
