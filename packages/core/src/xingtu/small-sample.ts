import type { AuthorSpread } from "./author-spread.ts";

/** Under five videos: one outlier makes the means, so that nothing is called better or worse by them. */
export function isSmallSample({ videos }: AuthorSpread): boolean {
  return videos !== undefined && videos.value < 5;
}
