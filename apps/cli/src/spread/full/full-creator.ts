import { type Change, compareSpreads, compareWindows, type MetricName } from "@just-one/core/xingtu";
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

/** Every comparison of a full picture. */
export interface CreatorChanges {
  /** The last 30 days against 90. */
  readonly personal30Against90: Changes;
  readonly xingtu30Against90: Changes;
  /** Xingtu's videos against personal ones. */
  readonly xingtuAgainstPersonal30: Changes;
  readonly xingtuAgainstPersonal90: Changes;
}

/** Compares a creator's replies, in the directions of `@just-one/core/xingtu`. */
export function compareReplies({ replies }: FullCreator): CreatorChanges {
  const compare = (first: VariantName, second: VariantName, by: typeof compareSpreads): Changes => {
    const [one, other] = [replies[first], replies[second]];
    return one.status === "ok" && other.status === "ok" ? by(one.spread, other.spread) : {};
  };
  return {
    personal30Against90: compare("personal30", "personal90", compareWindows),
    xingtu30Against90: compare("xingtu30", "xingtu90", compareWindows),
    xingtuAgainstPersonal30: compare("personal30", "xingtu30", compareSpreads),
    xingtuAgainstPersonal90: compare("personal90", "xingtu90", compareSpreads),
  };
}
