import {
  type FlatSchema,
  formatCanonicalJson,
  formatCanonicalSet,
  isJsonObject,
  isSubset,
  type JsonValue,
  opaqueConditions,
  schemaMapKeywords,
} from "@just-one/document";
import { compareBranches } from "./compare-branches.ts";
import { compareDiscriminators } from "./compare-discriminators.ts";
import { compareSharedNames } from "./compare-parts.ts";
import { isSameSchema } from "./is-same-schema.ts";
import { enterPart, reportAspect, type Scope } from "../scope.ts";

/** Compares the conditions that are neither a type nor a part: `not`, `if`, `contains`, dependencies, patterns. */
export function compareConditions(scope: Scope, before: FlatSchema, after: FlatSchema): void {
  const isGuarded = [before, after].some(({ keywords }) => guards.some((name) => keywords.has(name)));
  for (const group of opaqueConditions) {
    const place = enterPart(scope, `#${group[0]}`);
    const [one, other] = [before, after].map((side) => group.map((name) => side.keywords.get(name) ?? null));
    if (one === undefined || other === undefined) continue;
    const [had, has] = [one, other].map((values) => values.some((value) => value !== null));
    if (had !== true || has !== true) reportPresence(place, { isGuarded, had: had === true, has: has === true });
    else if (!isSameList(scope, one, other)) reportAspect(place, "condition-changed", {});
  }
  for (const name of schemaMapKeywords) {
    const [one, other] = [toMap(before.keywords.get(name)), toMap(after.keywords.get(name))];
    const place = enterPart(scope, `#${name}`);
    compareMembers(place, { isGuarded, before: new Set(one.keys()), after: new Set(other.keys()) });
    compareSharedNames(place, one, other);
  }
  compareMembers(enterPart(scope, "#dependentRequired"), {
    isGuarded: false,
    before: listDependencies(before.keywords.get("dependentRequired")),
    after: listDependencies(after.keywords.get("dependentRequired")),
  });
  compareBranches(enterPart(scope, "#allOf"), { before: before.conjuncts, after: after.conjuncts, role: "condition" });
  compareDiscriminators(scope, before, after);
}

/** With one of these beside it, a condition also decides which properties or items count as known. */
const guards = ["additionalProperties", "unevaluatedProperties", "unevaluatedItems"];

function reportPresence(
  scope: Scope,
  { had, has, isGuarded }: { had: boolean; has: boolean; isGuarded: boolean },
): void {
  if (had === has) return;
  if (isGuarded) reportAspect(scope, "condition-changed", {});
  else reportAspect(scope, has ? "condition-added" : "condition-removed", {});
}

interface Members {
  before: ReadonlySet<string>;
  after: ReadonlySet<string>;
  isGuarded: boolean;
}

function compareMembers(scope: Scope, { before, after, isGuarded }: Members): void {
  const [had, has] = [isSubset(before, after), isSubset(after, before)];
  if (had && has) return;
  const sides = { before: [...before].toSorted(), after: [...after].toSorted() };
  if (isGuarded || had === has) reportAspect(scope, "condition-changed", sides);
  else reportAspect(scope, had ? "condition-added" : "condition-removed", sides);
}

function isSameList(scope: Scope, before: readonly JsonValue[], after: readonly JsonValue[]): boolean {
  return before.every((one, index) => {
    const other = after[index] ?? null;
    return one === null || other === null ? one === other : isSameSchema(scope, one, other);
  });
}

function toMap(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> {
  return new Map(isJsonObject(value) ? Object.entries(value) : []);
}

/** Writes `{ a: ["b", "c"] }` as the pairs that it means. */
function listDependencies(value: JsonValue | undefined): ReadonlySet<string> {
  return new Set(
    [...toMap(value)].flatMap(([name, others]) =>
      Array.isArray(others) ? others.map((other) => formatCanonicalJson([name, other])) : [formatCanonicalSet([name])],
    ),
  );
}
