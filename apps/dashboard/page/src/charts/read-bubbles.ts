import type { CostBand } from "@just-one/core/xingtu";
import type { LoadedCreator } from "./loaded-creator.ts";

/** A creator among the others: what plays cost, how much engagement they bring, how many there are. */
export interface Bubble {
  readonly id: string;
  readonly name: string;
  readonly cost: number;
  /** Percent. */
  readonly engagement: number;
  readonly plays: number;
  readonly isSmallSample: boolean;
}

/** Those that have all three figures, the most watched first: smaller bubbles are drawn over larger ones. */
export function readBubbles(creators: readonly LoadedCreator[], band: CostBand): readonly Bubble[] {
  return creators
    .flatMap(({ id, name, spread, isSmallSample }) => {
      const cost = Number(spread.costPerMille[band]?.value);
      const engagement = spread.engagementRate?.value;
      const plays = spread.medianPlays?.value;
      if (!Number.isFinite(cost) || engagement === undefined || plays === undefined) return [];
      const figures = { cost: Math.max(0, cost), engagement: Math.max(0, engagement * 100), plays: Math.max(0, plays) };
      return [{ id, name, isSmallSample, ...figures }];
    })
    .toSorted((a, b) => b.plays - a.plays);
}
