import { type Change, compareSpreads, type MetricName } from "@just-one/core/xingtu";
import type { CreatorRow } from "../creator-row.ts";
import type { VariantName } from "./variants.ts";

/** What became of the four calls of one creator. */
export interface FullCreator {
  readonly id: string;
  /** The name that a person gave beside the id. Text of others. */
  readonly label?: string | undefined;
  readonly replies: Readonly<Record<VariantName, CreatorRow>>;
}

/** How one reply differs from another, by metric; empty where either is missing. */
export type Changes = Partial<Record<MetricName, Change>>;

/** Compares two of a creator's replies. */
export function compareReplies({ replies }: FullCreator, from: VariantName, to: VariantName): Changes {
  const [before, after] = [replies[from], replies[to]];
  return before.status === "ok" && after.status === "ok" ? compareSpreads(before.spread, after.spread) : {};
}
