import { compareText, formatCanonicalJson, type JsonValue, type Reading, readSchemaSite } from "@just-one/document";
import { areDisjoint } from "./are-disjoint.ts";
import { describeSchema } from "./describe-schema.ts";
import { isSameSchema } from "./is-same-schema.ts";
import { enterPart, reportAspect, type Scope } from "../scope.ts";

/** Two lists of schemas in no order, and whether one of each or all of each must hold. */
export interface Branches {
  before: readonly JsonValue[];
  after: readonly JsonValue[];
  role: "alternative" | "condition";
  /** Of those after, exactly one must fit. */
  isExclusive?: boolean;
}

/**
 * Compares lists of schemas: the same ones are paired, those of the same words first, then those of one name, of one type, and the last two left over;
 * what then has no counterpart was added or removed. Any pairing gives a sound answer, a good one gives a short one.
 */
export function compareBranches(scope: Scope, { before, after, role, isExclusive }: Branches): void {
  const { session } = scope;
  const left: Remaining = { before: sortBranches(before), after: sortBranches(after) };
  const pairs = [
    ...takePairs(
      left,
      (one, other) => isSameSchema(scope, one, other) && wordsOf(one, session.before) === wordsOf(other, session.after),
    ),
    ...takePairs(left, (one, other) => isSameSchema(scope, one, other)),
    ...takePairs(left, (one, other) => isSameName(nameOf(one, session.before), nameOf(other, session.after))),
    ...takePairs(left, (one, other) => describeSchema(one, session.before) === describeSchema(other, session.after)),
  ];
  if (left.before.length === 1 && left.after.length === 1) pairs.push(...takePairs(left, () => true));
  // What stands there twice is let through once; only exactly one of two that are the same never fits.
  if (isExclusive !== true) {
    left.before = left.before.filter((one) => !after.some((other) => isSameSchema(scope, one, other)));
    left.after = left.after.filter((other) => !before.some((one) => isSameSchema(scope, one, other)));
  }
  for (const [one, other] of pairs) scope.session.compareSchemas(enterBranch(scope, one, session.before), one, other);
  for (const branch of left.before) {
    reportAspect(enterBranch(scope, branch, session.before), `${role}-removed`, {
      before: describeSchema(branch, session.before),
    });
  }
  for (const branch of left.after) {
    // Where exactly one may fit, a new one refuses what it shares with those there were.
    const isRival = isExclusive === true && after.some((other) => isOverlap(branch, other, session.after));
    const aspect = isRival && scope.direction === "request" ? "condition-changed" : (`${role}-added` as const);
    reportAspect(enterBranch(scope, branch, session.after), aspect, { after: describeSchema(branch, session.after) });
  }
}

interface Remaining {
  before: JsonValue[];
  after: JsonValue[];
}

/** Takes out of both lists what belongs together. */
function takePairs(
  left: Remaining,
  belongTogether: (one: JsonValue, other: JsonValue) => boolean,
): [JsonValue, JsonValue][] {
  const pairs: [JsonValue, JsonValue][] = [];
  left.before = left.before.filter((one) => {
    const index = left.after.findIndex((other) => belongTogether(one, other));
    const other = left.after[index];
    if (other === undefined) return true;
    left.after.splice(index, 1);
    pairs.push([one, other]);
    return false;
  });
  return pairs;
}

function isOverlap(branch: JsonValue, other: JsonValue, side: Reading): boolean {
  return branch !== other && !areDisjoint(branch, other, side);
}

function sortBranches(branches: readonly JsonValue[]): JsonValue[] {
  const texts = new Map(branches.map((branch) => [branch, formatCanonicalJson(branch)]));
  return branches.toSorted((one, other) => compareText(texts.get(one) ?? "", texts.get(other) ?? ""));
}

function wordsOf(branch: JsonValue, side: Reading): string {
  const { core, annotations } = readSchemaSite(branch, side.references);
  return formatCanonicalJson(Object.fromEntries([...side.flatten(core).annotations, ...annotations]));
}

function nameOf(branch: JsonValue, side: Reading): string | undefined {
  return readSchemaSite(branch, side.references).component;
}

function isSameName(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

function enterBranch(scope: Scope, branch: JsonValue, side: Reading): Scope {
  const name = nameOf(branch, side)?.split(".").at(-1) ?? describeSchema(branch, side);
  return enterPart(scope, `(${name})`);
}
