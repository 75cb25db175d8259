import type { CreatorRow } from "../creators/creator-row.ts";

/** What creators must meet to be shown. */
export interface Filters {
  readonly minVideos?: number | undefined;
  /** Percent. */
  readonly minEngagement?: number | undefined;
  readonly onlyChosen: boolean;
}

export const noFilters: Filters = { onlyChosen: false };

/**
 * Those that meet the conditions. What is not loaded yet, or failed, is shown all the same: nobody knows, and it must not get
 * lost; a creator without the figure that is asked for does not meet the condition.
 */
export function filterRows(
  rows: readonly CreatorRow[],
  filters: Filters,
  chosen: ReadonlySet<string>,
): readonly CreatorRow[] {
  const { minVideos = 0, minEngagement = 0, onlyChosen } = filters;
  if (minVideos <= 0 && minEngagement <= 0 && !onlyChosen) return rows;
  return rows.filter(({ id, state }) => {
    if (onlyChosen && !chosen.has(id)) return false;
    if (state.status !== "loaded") return true;
    const { videos, engagementRate } = state.spread;
    const hasVideos = minVideos <= 0 || (videos?.value ?? 0) >= minVideos;
    return hasVideos && (minEngagement <= 0 || (engagementRate?.value ?? 0) * 100 >= minEngagement);
  });
}
