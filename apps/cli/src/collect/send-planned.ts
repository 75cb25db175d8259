import type { CatalogEntry } from "@just-one/api";
import {
  type Board,
  collect as collectRun,
  type CollectOptions,
  type ExportFormat,
  exportRun,
  limitMemory,
  type RunPlan,
} from "@just-one/collector";
import { encodeLines, joinShown, show } from "@just-one/encoders";
import { echoMs } from "../echo-of-signals.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import type { Destination } from "../session/open-session.ts";
import type { Terminal } from "../terminal.ts";
import { makeDataFolder } from "../session/data-folder.ts";
import { keepCollection, nameRun } from "./collections.ts";
import { readSpent } from "./read-spent.ts";
import { isMockRun } from "./plan-folder.ts";
import { describeReport, toCollectExit, writeReport } from "./report.ts";
import { showProgress } from "./show-progress.ts";

/** What is sent, and how. */
export interface PlannedRun extends Pick<CollectOptions, "concurrency" | "maxLost" | "shared"> {
  readonly board: Board;
  readonly plan: RunPlan;
  readonly folder: string;
  /** Others spend of it, too: it is no part of this user's account. */
  readonly isShared?: boolean;
  readonly entry: CatalogEntry;
  readonly destination: Destination;
  readonly progress: "line" | "json" | undefined;
  /** Written at the end; absent: nothing but the report. */
  readonly files?: { readonly format: ExportFormat; readonly plainIds: boolean | undefined };
}

/** Sends what a folder has planned, writes its files and report, and says how it ended. */
export async function sendPlanned(run: PlannedRun, terminal: Terminal): Promise<ExitCode> {
  const { board, plan, folder, entry, destination, files } = run;
  const { stderr, signal } = terminal;
  const progress = showProgress(terminal, { board, plan, as: run.progress ?? "line" });
  let underWay = 0;
  let isForgotten = false;
  let saying: NodeJS.Timeout | undefined;
  const onStop = (): void => void (saying = setTimeout(sayThatItStops, echoMs + 50));
  const sayThatItStops = (): void => {
    if (underWay === 0) return;
    const them = underWay === 1 ? "the request that is" : `${underWay} requests that are`;
    stderr.write(
      show`\njust-one: stopping: sends nothing more, and waits for ${them} under way; once more leaves them unknown.\n`,
    );
  };
  signal.addEventListener("abort", onStop, { once: true });
  await remember();
  const memory = limitMemory();
  const sending = collectRun({
    board,
    client: { ...destination, catalog: [entry] },
    concurrency: run.concurrency,
    maxLost: run.maxLost,
    stop: signal,
    abort: terminal.giveUp,
    shared: run.shared,
    onProgress: (now) => {
      ({ underWay } = now);
      progress.update(now);
    },
  });
  const end = await sending.finally(() => {
    memory[Symbol.dispose]();
    clearTimeout(saying);
    signal.removeEventListener("abort", onStop);
    progress.stop();
  });
  await progress.end();
  if (end.stopped === "board") tell(end.error);
  let isWritten = true;
  try {
    if (files !== undefined) await exportRun({ board, folder, ...files });
  } catch (error) {
    isWritten = false;
    tell(
      error,
      `the files could not be written; what was paid for is kept, and this writes them: just-one collect export ${folder}`,
    );
  }
  await remember();
  const report = await writeReport(folder, board, plan, end).catch((error: unknown) => {
    tell(error);
    return undefined;
  });
  if (report === undefined) return exitCodes.failed;
  stderr.write(describeReport(report));
  return isWritten ? toCollectExit(report) : exitCodes.failed;

  /** Whoever asks for all that was spent is told of this, too. */
  async function remember(): Promise<void> {
    if (isMockRun(plan) || run.isShared === true) return;
    try {
      const rows = await readSpent(board, plan);
      keepCollection(makeDataFolder(destination, terminal.environment), { folder, run: nameRun(plan), rows });
    } catch (error) {
      if (!isForgotten) tell(error, "just-one usage will not know of this collection");
      isForgotten = true;
    }
  }

  function tell(error: unknown, what?: string): void {
    const message = error instanceof Error ? error.message : String(error);
    const text = what === undefined ? message : `${what} (${message})`;
    stderr.write(joinShown([show`just-one: `, encodeLines(text), show`\n`]));
  }
}
