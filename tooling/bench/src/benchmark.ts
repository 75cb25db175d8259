import type { Quartiles } from "./statistics.ts";

/** One benchmark: a name to run it by, and what it found. */
export interface Benchmark {
  /** What `pnpm bench NAME` takes. */
  readonly name: string;
  readonly title: string;
  /** How it is measured, in a sentence or two for the report. */
  readonly method: string;
  /** Too long for a run of all of them. @default false */
  readonly onlyByName?: boolean;
  /**
   * Measures.
   *
   * @throws Skip when something it needs is not on this machine
   */
  run(context: BenchmarkContext): Promise<readonly Row[]>;
}

export interface BenchmarkContext {
  /** Fewer rounds: for trying, not for publishing. */
  readonly isQuick: boolean;
  /** An empty folder that is removed afterwards. */
  readonly folder: string;
  /** Ends child processes when the run is interrupted. */
  readonly signal: AbortSignal;
  /** Tells the person waiting how far it is. */
  readonly progress: (text: string) => void;
}

/** One line of the report: a figure of ours, beside a peer's in the same run where there is one. */
export interface Row {
  readonly measure: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly value: number };
  /** Ours against the peer, round by round. */
  readonly ratio?: Quartiles;
  readonly bar?: Bar;
}

/** What a row must reach: its ratio where it has a peer to be judged by, else the figure itself. */
export interface Bar {
  readonly on: "ratio" | "ours";
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Thrown by a benchmark that cannot run here; the message says what is missing. */
export class Skip extends Error {}

/** True when the row has no bar, or reaches it. */
export function isMet({ bar, ratio, ours }: Row): boolean {
  if (bar === undefined) return true;
  const value = bar.on === "ratio" ? (ratio?.median ?? Number.NaN) : ours;
  return value >= (bar.atLeast ?? -Infinity) && value <= (bar.atMost ?? Infinity);
}
