import type { Board, CollectProgress, RunPlan } from "@just-one/collector";
import { encodeJson, show } from "@just-one/encoders";
import { joinFitting } from "../format/join-fitting.ts";
import { isWatched } from "../session/is-watched.ts";
import type { Terminal } from "../terminal.ts";

/** One line a second about a run: for a person where one is watching, or as JSON. */
export interface RunProgress {
  readonly update: (now: CollectProgress) => void;
  /** Says nothing more. */
  readonly stop: () => void;
  /** Waits for the last word, and clears the line. */
  readonly end: () => Promise<void>;
}

export function showProgress(
  terminal: Terminal,
  { board, plan, as }: { readonly board: Board; readonly plan: RunPlan; readonly as: "line" | "json" },
): RunProgress {
  const { stderr, signal } = terminal;
  const isShown = as === "json" || isWatched(terminal);
  const started = performance.now();
  let now: CollectProgress = { done: 0, underWay: 0, limited: 0 };
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    const { items, spent } = await board.readTotals();
    const through = items.billed + items.failed + items.unknown + items.lost;
    const all = through + items.planned + items.sent;
    const perSecond = (now.done / Math.max(1, performance.now() - started)) * 1000;
    if (as === "json") {
      stderr.write(
        encodeJson({
          through,
          all,
          spent,
          unknown: items.unknown,
          underWay: now.underWay,
          limited: now.limited,
          limitedUntil: now.limitedUntil,
          waitsUntil: now.waitsUntil,
          perSecond,
        }),
      );
      return;
    }
    const wait = now.waitsUntil;
    const limitMs = (now.limitedUntil?.getTime() ?? 0) - Date.now();
    const leftMs = perSecond > 0 ? ((all - through) / perSecond) * 1000 : 0;
    const parts = [
      `${through}/${all}`,
      signal.aborted ? `stopping, waits for ${now.underWay} under way` : "",
      wait === undefined ? "" : `the day's quota is used up, waits until ${formatTime(wait)}`,
      wait === undefined && limitMs > 0 ? `limited, next in ${describeSeconds(limitMs / 1000)}` : "",
      plan.price === undefined ? "" : `${spent}${plan.budget === undefined ? "" : ` of ${plan.budget}`} CNY`,
      items.unknown > 0 ? `${items.unknown} unknown` : "",
      `${perSecond.toFixed(1)}/s`,
      now.limited > 0 ? `302 × ${now.limited}` : "",
      wait === undefined && limitMs <= 0 && leftMs > 0 ? `${describeSeconds(leftMs / 1000)} left` : "",
    ];
    // a line that wraps is not taken away again
    stderr.write(show`\r\u001B[2K${joinFitting(parts, (stderr.columns ?? 80) - 1)}`);
  };
  const tick = (): void => {
    writing ??= write().finally(() => (writing = undefined));
  };
  const timer = isShown ? setInterval(tick, 1000) : undefined;
  return {
    update: (next) => {
      now = next;
    },
    stop: () => clearInterval(timer),
    end: async () => {
      clearInterval(timer);
      await writing;
      if (isShown && as === "line") stderr.write(show`\r\u001B[2K`);
    },
  };
}

/** By this computer's clock, as people read it. */
function formatTime(time: Date): string {
  return time.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}

function describeSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.ceil((seconds % 3600) / 60)).padStart(2, "0")} min`;
}
