import type { ClientEvent } from "@just-one/core";
import { show } from "@just-one/encoders";
import { joinFitting } from "../format/join-fitting.ts";
import { formatDuration } from "./receipt.ts";
import { isWatched } from "./is-watched.ts";
import type { Terminal } from "../terminal.ts";

/** One line about a run, on a terminal only. */
export interface Progress {
  /** Begins to count the time. */
  start(): void;
  update(done: number, failed: number): void;
  /** Hears of bills, waits and limits. */
  readonly note: (event: ClientEvent) => void;
  /** Takes the line away. */
  end(): void;
}

export interface ProgressOptions {
  readonly total: number;
  readonly things: string;
}

/**
 * Creates a progress line: at once for many things, after a second for a single one. Silent where nobody is watching, with
 * `--quiet`, and with `--verbose`, which says more.
 */
export function createProgress(terminal: Terminal, { total, things }: ProgressOptions): Progress {
  const { stderr } = terminal;
  if (!isWatched(terminal) || terminal.isQuiet === true || terminal.isVerbose === true) {
    return { start() {}, update() {}, note() {}, end() {} };
  }
  let startedAt = 0;
  let counts = { done: 0, failed: 0 };
  let billed = 0;
  let limitedUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let isShown = false;
  const draw = (): void => {
    isShown = true;
    const now = performance.now();
    const parts = describe({
      ...counts,
      billed,
      total,
      things,
      elapsedMs: now - startedAt,
      limitMs: limitedUntil - now,
    });
    // a line that wraps is not taken away again
    stderr.write(show`\r\u001B[2K${joinFitting(parts, (stderr.columns ?? 80) - 1)}`);
  };
  return {
    start: () => {
      startedAt = performance.now();
      timer = setInterval(draw, 1000).unref();
      if (total > 1) draw();
    },
    update: (done, failed) => {
      counts = { done, failed };
      if (isShown) draw();
    },
    note: (event) => {
      if (event.type === "billed") billed += 1;
      if (event.type === "paused") limitedUntil = Math.max(limitedUntil, performance.now() + event.waitMs);
    },
    end: () => {
      clearInterval(timer);
      if (isShown) stderr.write(show`\r\u001B[2K`);
    },
  };
}

/** What a progress line tells. */
export interface ProgressState extends ProgressOptions {
  readonly done: number;
  readonly failed: number;
  readonly billed: number;
  readonly elapsedMs: number;
  /** Until the vendor's limit lets the next one go; not above 0 where there is none. */
  readonly limitMs: number;
}

/** What the line tells, with what matters most first: the rest finds no room in a narrow terminal. */
export function describe(state: ProgressState): string[] {
  const { done, failed, billed, total, things, elapsedMs, limitMs } = state;
  const leftMs = done === 0 || done === total ? undefined : (elapsedMs / done) * (total - done);
  return [
    `${done} of ${total} ${things}`,
    limitMs > 0 ? `limited, next in ${formatDuration(Math.ceil(limitMs / 1000) * 1000)}` : "",
    failed === 0 ? "" : `${failed} failed`,
    billed === 0 ? "" : `${billed} billed`,
    elapsedMs < 1000 ? "" : formatDuration(elapsedMs),
    elapsedMs < 2000 || leftMs === undefined ? "" : `about ${formatDuration(leftMs)} left`,
  ].filter((part) => part !== "");
}
