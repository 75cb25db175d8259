import type { AuthorSpread } from "@just-one/core/xingtu";
import type { CreatorRow } from "../creators/creator-row.ts";
import { nameCreator } from "../creators/name-creator.ts";

/** A creator that charts can draw. */
export interface LoadedCreator {
  readonly id: string;
  /** As a picture has it: the name that was given, else the end of the id. */
  readonly name: string;
  /** As a table has it: the name that was given, else the whole id. */
  readonly title: string;
  readonly spread: AuthorSpread;
  /** Under five videos: one outlier makes the means. */
  readonly isSmallSample: boolean;
}

/** Those of the table that have figures. */
export function listLoaded(rows: readonly CreatorRow[]): readonly LoadedCreator[] {
  return rows.flatMap((row) => {
    const { id, state, compared } = row;
    if (state.status !== "loaded") return [];
    return [
      {
        id,
        name: nameCreator(row),
        title: row.label ?? id,
        spread: state.spread,
        isSmallSample: compared?.smallSample === true,
      },
    ];
  });
}
