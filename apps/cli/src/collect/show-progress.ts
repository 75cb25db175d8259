import type { Board, CollectProgress, RunPlan } from "@just-one/collector";
import { encodeJson, show } from "@just-one/encoders";
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
  { stderr, signal }: Terminal,
  { board, plan, as }: { readonly board: Board; readonly plan: RunPlan; readonly as: "line" | "json" },
): RunProgress {
  const isShown = as === "json" || stderr.isTTY === true;
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
          perSecond,
        }),
      );
      return;
    }
    const wait = now.waitsUntil;
    const parts = [
      `${through}/${all}`,
      `${perSecond.toFixed(1)}/s`,
      plan.price === undefined ? "" : `${spent}${plan.budget === undefined ? "" : ` of ${plan.budget}`}`,
      items.unknown > 0 ? `${items.unknown} unknown` : "",
      now.limited > 0 ? `302 × ${now.limited}` : "",
      wait === undefined ? "" : `the day's quota is used up, waits until ${wait.toISOString()}`,
      wait === undefined && perSecond > 0 ? `${describeSeconds((all - through) / perSecond)} left` : "",
      signal.aborted ? `stopping, waits for ${now.underWay} under way` : "",
    ];
    stderr.write(show`\r\u001B[2K${parts.filter((part) => part !== "").join(" · ")}`);
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

function describeSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.ceil((seconds % 3600) / 60)).padStart(2, "0")} min`;
}
