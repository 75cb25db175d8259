import type { CollectProgress } from "@just-one/collector";

/** What this process did since it started; never who or what was asked for. */
export interface Counts {
  readonly replies: number;
  readonly limited: number;
  readonly slices: number;
  readonly slicesFailed: number;
  readonly underWay: number;
}

export interface Counters {
  /** A range begins. */
  readonly begin: () => {
    readonly update: (progress: CollectProgress) => void;
    readonly reply: () => void;
    readonly end: (stopped: string | undefined) => void;
  };
  readonly sum: () => Readonly<Record<keyof Counts, number>>;
}

export function createCounters(): Counters {
  const open = new Set<{ underWay: number; limited: number }>();
  let [replies, limited, slices, slicesFailed] = [0, 0, 0, 0];
  return {
    begin: () => {
      const own = { underWay: 0, limited: 0 };
      open.add(own);
      return {
        update: (progress) => Object.assign(own, { underWay: progress.underWay, limited: progress.limited }),
        reply: () => void (replies += 1),
        end: (stopped) => {
          if (!open.delete(own)) return;
          limited += own.limited;
          slices += 1;
          if (stopped === "failed" || stopped === "board") slicesFailed += 1;
        },
      };
    },
    sum: () => ({
      replies,
      limited: [...open].reduce((sum, each) => sum + each.limited, limited),
      slices,
      slicesFailed,
      underWay: [...open].reduce((sum, each) => sum + each.underWay, 0),
    }),
  };
}
