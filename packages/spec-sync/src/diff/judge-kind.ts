import type { Level } from "./level.ts";
import { type Kind, policy } from "./policy.ts";

/** What the table says about one kind. */
export interface Judgement {
  level: Exclude<Level, "none">;
  reason: string;
}

const judgements: ReadonlyMap<Kind, Judgement> = new Map(
  policy.map(([kind, level, , reason]) => [kind, { level, reason }]),
);

/** Looks a kind up in the policy table. */
export function judgeKind(kind: Kind): Judgement {
  const judgement = judgements.get(kind);
  if (judgement === undefined) throw new TypeError(`the policy has no row ${kind}`);
  return judgement;
}
