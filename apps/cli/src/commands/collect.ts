import { type ExportFormat, limitMemory } from "@just-one/collector";
import { show } from "@just-one/encoders";
import { loadOperations } from "../catalog/known-operations.ts";
import { CliError } from "../cli-error.ts";
import { ask } from "../collect/ask.ts";
import { countDoubts, readDecision } from "../collect/doubts.ts";
import { describePlan } from "../collect/describe-plan.ts";
import { openFreshReplies } from "../collect/fresh-replies.ts";
import { openFolder, type StoreOptions } from "../collect/open-folder.ts";
import { planFolder } from "../collect/plan-folder.ts";
import { sendPlanned } from "../collect/send-planned.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { findOperation } from "../operations/find-operation.ts";
import { readDestination, type SessionOptions } from "../session/open-session.ts";
import { tell } from "../session/tell.ts";
import { isWatched } from "../session/is-watched.ts";
import type { Terminal } from "../terminal.ts";

export interface CollectOptions extends SessionOptions, StoreOptions {
  readonly inputs?: string;
  readonly out?: string;
  readonly budget?: string;
  readonly price?: string;
  readonly set?: readonly string[];
  readonly map?: readonly string[];
  readonly concurrency?: number;
  readonly maxLost?: number;
  /** Milliseconds. */
  readonly fresh?: number;
  readonly format?: ExportFormat;
  readonly plainIds?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly progress?: "line" | "json";
}

/** `just-one collect OPERATION --inputs FILE --out DIR`: each input at most once; the same command goes on. */
export async function collect(operation: string, options: CollectOptions, terminal: Terminal): Promise<ExitCode> {
  const { stderr } = terminal;
  const { budget, maxCalls, price, inputs, out: folder } = options;
  const { catalog } = await loadOperations(terminal);
  const entry = findOperation(catalog, operation);
  if (inputs === undefined || folder === undefined) {
    throw new CliError(
      "say where the inputs are and where the run is kept: --inputs FILE --out FOLDER",
      exitCodes.wrongUse,
    );
  }
  if (budget === undefined && maxCalls === undefined) {
    throw new CliError(
      "say what it may cost: --budget AMOUNT with --price, or --max-calls NUMBER; nothing was sent",
      exitCodes.wrongUse,
    );
  }
  const freshMs = options.mock === true ? undefined : options.fresh;
  using fresh =
    freshMs === undefined
      ? undefined
      : await openFreshReplies(await readDestination(options, terminal), {
          entry,
          freshMs,
          doubtsSince: readDecision(folder),
          environment: terminal.environment,
        });
  if (options.store !== undefined && options.mock === true)
    throw new CliError("--mock sends nothing, so there is nothing to share: leave out --store", exitCodes.wrongUse);
  using place = await openFolder(folder, options, terminal);
  const { board, shared } = place;
  const planned = await board.readRun();
  if (budget !== undefined && price === undefined && planned?.price === undefined) {
    throw new CliError(
      "a --budget needs a --price of one call; or say --max-calls instead. Nothing was sent",
      exitCodes.wrongUse,
    );
  }
  const memory = limitMemory(); // a list may be long
  const plan = await planFolder(board, {
    entry,
    folder,
    inputs,
    isMock: options.mock === true,
    set: options.set ?? [],
    map: options.map ?? [],
    price,
    budget,
    maxCalls,
    findFresh: fresh?.find,
    isDoubtful: fresh?.isDoubtful,
    isShared: shared !== undefined,
    signal: terminal.signal,
    onProgress: (read) => {
      if (isWatched(terminal)) stderr.write(show`\r${read} inputs read`);
    },
    onGuess: (parameter, column) =>
      tell(terminal, show`just-one: ${parameter} is read from the column "${cleanText(column).slice(0, 60)}".\n`),
  }).finally(() => memory[Symbol.dispose]());
  if (isWatched(terminal)) stderr.write(show`\r\u001B[2K`);
  place.remember();
  const totals = await board.readTotals();
  stderr.write(describePlan(plan, { ...totals, doubts: await countDoubts(board, totals) }));
  if (options.dryRun === true) return exitCodes.done;
  if (totals.items.planned > 0 && options.yes !== true) {
    if (stderr.isTTY !== true || !process.stdin.isTTY) {
      throw new CliError("add --yes to send this; nothing was sent", exitCodes.wrongUse);
    }
    if (!(await ask("Send it?", terminal))) {
      stderr.write(show`just-one: nothing was sent.\n`);
      return exitCodes.interrupted;
    }
  }
  if (shared !== undefined) {
    await shared.keepEntry(entry);
    await shared.setLimits({ price, budget, maxCalls });
    const risk = await place.findRisk?.();
    if (risk !== undefined) tell(terminal, show`just-one: ${risk}.\n`);
    stderr.write(
      show`just-one: ${totals.items.planned} planned for workers of the store: just-one-collector work, or: just-one collect work ${folder}\n`,
    );
    return exitCodes.done;
  }
  const destination = await readDestination(options, terminal);
  await board.setLimits({ price, budget, maxCalls });
  return await sendPlanned(
    {
      board,
      plan,
      folder,
      entry,
      destination,
      concurrency: options.concurrency,
      maxLost: options.maxLost,
      progress: options.progress,
      shared: fresh?.shared,
      files: { format: options.format ?? "ndjson.zst", plainIds: options.plainIds },
    },
    terminal,
  );
}
