import { compareCreators } from "@just-one/core/xingtu";
import { allVariants, listVariants } from "./choice.ts";
import type { CreatorRow, CreatorState } from "./creator-row.ts";
import type { Request, SpreadCall } from "./spread-call.ts";

/** The lines of a table, in the order given, each with where it stands among those loaded. */
export function toRows({ creators, choice }: Request, find: (call: SpreadCall) => CreatorState): readonly CreatorRow[] {
  const [main, ...others] = listVariants(choice);
  if (main === undefined) return [];
  const rows = creators.map(({ id, label }): CreatorRow => {
    const [first, last] = [others[0], others.at(-1)];
    return {
      id,
      ...(label !== undefined && { label }),
      state: find({ id, variant: main }),
      ...(choice.otherRange && first && { otherRange: find({ id, variant: first }) }),
      ...(choice.otherType && last && { otherType: find({ id, variant: last }) }),
      known: allVariants
        .map((variant) => ({ variant, state: find({ id, variant }) }))
        .filter(({ state }) => state.status === "loaded" || state.status === "failed"),
    };
  });
  const loaded = rows.flatMap(({ id, state }) => (state.status === "loaded" ? [{ id, spread: state.spread }] : []));
  const compared = new Map(compareCreators(loaded).map((creator) => [creator.id, creator]));
  return rows.map((row) => {
    const creator = compared.get(row.id);
    return creator === undefined ? row : Object.assign(row, { compared: creator });
  });
}
