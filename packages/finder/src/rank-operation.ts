import type { Hit, ToldOperation } from "./create-index.ts";
import { holdsFragment } from "./name-fragments.ts";
import type { Platforms } from "./platforms.ts";
import type { Query } from "./read-query.ts";

/** How much of a question was found in an operation, up to 1. */
export function readShare({ terms }: Hit, { weights }: Query): number {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return terms.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0) / total;
}

/** What the score of an operation's words is multiplied by: how many of them it has, its platform, and whether it lives. */
export function rankOperation(
  operation: ToldOperation,
  { share, query, platforms }: { readonly share: number; readonly query: Query; readonly platforms: Platforms },
): number {
  return (
    (0.3 + 0.7 * share) *
    judgePlatform(operation.prose.platform, query, platforms) *
    judgeStanding(operation) *
    judgeName(operation.entry.path, query)
  );
}

/** Whoever pastes a part of a name means it. */
function judgeName(path: string, { fragments }: Query): number {
  return fragments.some((fragment) => holdsFragment(path, fragment)) ? 4 : 1;
}

function judgePlatform(platform: string, { platforms: named }: Query, platforms: Platforms): number {
  if (named.size === 0 || named.has(platform)) return 1;
  return [...named].some((name) => platforms.listKin(name).has(platform)) ? 0.7 : 0.15;
}

/** Below one for what the vendor advises against. */
export function judgeStanding({ entry, prose }: ToldOperation): number {
  return (
    (entry.removed === undefined ? 1 : 0.2) *
    (entry.deprecated ? 0.6 : 1) *
    (entry.hidden ? 0.75 : 1) *
    (prose.recommended === true ? 1.05 : 1)
  );
}
