import { compareCreators } from "@just-one/core/xingtu";
import type { CreatorRow } from "../creators/creator-row.ts";

/** The same rows, each with where it stands among these: what is filtered away is no rival. */
export function compareShown(rows: readonly CreatorRow[]): readonly CreatorRow[] {
  const loaded = rows.flatMap(({ id, state }) => (state.status === "loaded" ? [{ id, spread: state.spread }] : []));
  const compared = new Map(compareCreators(loaded).map((creator) => [creator.id, creator]));
  return rows.map((row) => {
    const creator = compared.get(row.id);
    return creator === undefined ? row : { ...row, compared: creator };
  });
}
