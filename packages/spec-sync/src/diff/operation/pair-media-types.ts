import type { Direction } from "../policy.ts";

/** A media type that went, and one that came in its place. */
export interface MediaTypePair {
  gone: string;
  come: string;
  /** Widened: what went is part of what came, which only requests may do. */
  change: "made-concrete" | "widened" | "changed";
}

/** Says which of the media types that came stand in the place of which that went. */
export function pairMediaTypes(
  removed: readonly string[],
  added: readonly string[],
  direction: Direction,
): MediaTypePair[] {
  const pairs = removed.flatMap((gone) =>
    added.flatMap((come): MediaTypePair[] => {
      if (covers(gone, come)) return [{ gone, come, change: "made-concrete" }];
      return direction === "request" && covers(come, gone) ? [{ gone, come, change: "widened" }] : [];
    }),
  );
  const [gone, come] = [removed[0], added[0]];
  const isSwap = pairs.length === 0 && removed.length === 1 && added.length === 1;
  return isSwap && gone !== undefined && come !== undefined ? [{ gone, come, change: "changed" }] : pairs;
}

/** Tells a range, of `text` or of anything, that a concrete media type is part of. */
function covers(range: string, type: string): boolean {
  if (type.includes("*")) return false;
  return range === "*/*" || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));
}
