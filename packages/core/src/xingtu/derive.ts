import { omitUndefined } from "../omit-undefined.ts";
import type { AuthorSpread, CostBands } from "./author-spread.ts";

/** The length of a video that a cost is for. */
export type CostBand = keyof CostBands;

/** What can be calculated from a spread. Each is absent where a figure that it needs is. */
export interface DerivedSpread {
  /** Mean likes, comments and shares together, per median play. It differs from the vendor's own engagement rate. */
  readonly engagementsPerPlay?: number;
  /** Yuan that a post in the band is expected to cost: cost per mille times median plays. */
  readonly postCost?: number;
  /** The share of that cost which one engagement takes. */
  readonly costShareOfEngagement?: number;
}

/** Calculates what the vendor does not send, for videos of one length. Never NaN, never infinite. */
export function deriveFromSpread(spread: AuthorSpread, band: CostBand): DerivedSpread {
  const plays = spread.medianPlays?.value;
  const parts = [spread.meanLikes?.value, spread.meanComments?.value, spread.meanShares?.value];
  const engagements = parts.every((part) => part !== undefined)
    ? parts.reduce((sum, part) => sum + part, 0)
    : undefined;
  const perMille = toAmount(spread.costPerMille[band]?.value);
  const perEngagement = toAmount(spread.costPerEngagement[band]?.value);
  const postCost = finite(perMille !== undefined && plays !== undefined ? (perMille * plays) / 1000 : undefined);
  const perPlay = finite(engagements !== undefined && plays !== undefined ? engagements / plays : undefined);
  const share = finite(perEngagement !== undefined && postCost !== undefined ? perEngagement / postCost : undefined);
  return {
    ...omitUndefined({ engagementsPerPlay: perPlay, postCost, costShareOfEngagement: share }),
  };
}

/** A quoted price held against the vendor's expectation. */
export interface QuoteCheck {
  /** Yuan per thousand median plays that the quote comes to. */
  readonly costPerMille: number;
  /** The quote as a share of the expected cost; 1 is exactly as expected. */
  readonly shareOfExpected: number;
  /** Buyers distrust a quote below 0.7 or above 1.5 times the expected cost. */
  readonly isPlausible: boolean;
}

/** Compares a quoted price of a post, in yuan, with what is expected; `undefined` where a figure is missing. */
export function checkQuote(spread: AuthorSpread, band: CostBand, quotedYuan: number): QuoteCheck | undefined {
  const { postCost } = deriveFromSpread(spread, band);
  const plays = spread.medianPlays?.value;
  const share = finite(postCost === undefined ? undefined : quotedYuan / postCost);
  const costPerMille = finite(plays === undefined ? undefined : (quotedYuan / plays) * 1000);
  if (share === undefined || costPerMille === undefined) return undefined;
  return { costPerMille, shareOfExpected: share, isPlausible: share >= 0.7 && share <= 1.5 };
}

function toAmount(yuan: string | undefined): number | undefined {
  return yuan === undefined ? undefined : finite(Number(yuan));
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
