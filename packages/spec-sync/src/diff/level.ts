/** What a change means for callers, mildest first; the words of semantic versioning. */
export const levels = ["none", "patch", "minor", "major"] as const;

/** What a change, or a whole diff, means for callers. */
export type Level = (typeof levels)[number];

/** Returns the higher of two levels. */
export function maxLevel<L extends Level>(one: L, other: L): L {
  return levels.indexOf(one) < levels.indexOf(other) ? other : one;
}
