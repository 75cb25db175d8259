import type { AuthorSpread } from "@just-one/core/xingtu";
import type { CreatorRow } from "../creators/creator-row.ts";

/** A creator that charts can draw. */
export interface LoadedCreator {
  readonly id: string;
  /** The name that was given beside the id. Text of others. */
  readonly label?: string | undefined;
  readonly spread: AuthorSpread;
}

/** Those of the table that have figures. */
export function listLoaded(rows: readonly CreatorRow[]): readonly LoadedCreator[] {
  return rows.flatMap(({ id, label, state }) =>
    state.status === "loaded" ? [{ id, label, spread: state.spread }] : [],
  );
}
