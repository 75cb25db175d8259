import {
  anySchema,
  type FlatSchema,
  formatCanonicalJson,
  intersectTypes,
  isAnything,
  isJsonObject,
  isOnlyAlternatives,
  type JsonObject,
  type JsonValue,
  readSchemaSite,
  type SchemaSite,
} from "@just-one/document";
import { type Alternation, compareAlternatives } from "./compare-alternatives.ts";
import { compareConditions } from "./compare-conditions.ts";
import { compareKeywords } from "./compare-keywords.ts";
import { compareAnnotations } from "./compare-annotations.ts";
import { compareParts } from "./compare-parts.ts";
import { compareProperties } from "./compare-properties.ts";
import { compareTypes } from "./compare-types.ts";
import { compareValues } from "./compare-values.ts";
import { describeFlatSchema } from "./describe-schema.ts";
import { type FoundChange, reportAspect, type Scope } from "../scope.ts";
import { compareOnce, compareWaiting, getFrame } from "../session.ts";

/**
 * Compares two schemas in the direction of the scope. A schema left out lets anything through.
 *
 * What the wrappers at a place say (its description, its default, null) is told at that place; what a component says
 * is told once, at the component.
 */
export function compareSchemas(scope: Scope, before: JsonValue | undefined, after: JsonValue | undefined): void {
  const { session } = scope;
  const one = readSchemaSite(before ?? anySchema, session.before.references);
  const other = readSchemaSite(after ?? anySchema, session.after.references);
  const pair = { before: toTarget(one), after: toTarget(other) };
  const overridden = [one.overriddenIn, other.overriddenIn].filter((place) => place !== undefined);
  if (overridden.length === 0) {
    compareOnce(scope, pair, (inner) => {
      compareHeads(inner, one, other);
      compareCores(inner, pair.before.value, pair.after.value);
    });
    return;
  }
  const place = overridden.find((each) => each !== "here");
  if (overridden.includes("here") || place === undefined) compareHeads(scope, one, other);
  else {
    const component = place.slice("component ".length);
    const heads = { before: { ...pair.before, component }, after: pair.after, part: "head" };
    compareOnce(scope, heads, (inner) => compareHeads(inner, one, other));
  }
  compareOnce(scope, pair, (inner) => compareCores(inner, pair.before.value, pair.after.value));
}

function toTarget({ core, component }: SchemaSite): { value: JsonObject; component?: string } {
  return { value: core, ...(component === undefined ? {} : { component }) };
}

function compareHeads(scope: Scope, before: SchemaSite, after: SchemaSite): void {
  const one = scope.session.before.flatten(before.core);
  const other = scope.session.after.flatten(after.core);
  compareAnnotations(
    scope,
    new Map([...one.annotations, ...before.annotations]),
    new Map([...other.annotations, ...after.annotations]),
  );
  if (isAnything(one) || isAnything(other)) return;
  const wasNullable = before.nullable || one.nullable;
  const isNullable = after.nullable || other.nullable;
  if (wasNullable === isNullable) return;
  reportAspect(scope, isNullable ? "became-nullable" : "no-longer-nullable", {
    before: describeFlatSchema(one, wasNullable),
    after: describeFlatSchema(other, isNullable),
  });
}

function compareCores(scope: Scope, before: JsonObject, after: JsonObject): void {
  const one = scope.session.before.flatten(before);
  const other = scope.session.after.flatten(after);
  const told = compareParents(scope, one, other);
  const start = scope.frame.changes.length;
  compareFlat(scope, { core: before, flat: one }, { core: after, flat: other });
  const news = scope.frame.changes.splice(start);
  scope.frame.changes.push(...news.filter((change) => !told.has(identifyChange(change, scope.where))));
}

/** Compares the components that both sides take over by `allOf`; gives what was told of them, wherever it stands. */
function compareParents(scope: Scope, before: FlatSchema, after: FlatSchema): ReadonlySet<string> {
  const told = new Set<string>();
  for (const [component, schema] of before.parents) {
    const counterpart = after.parents.get(component);
    if (counterpart === undefined) continue;
    const [one, other] = [schema, counterpart].map((side) => (isJsonObject(side) ? side : anySchema));
    const pair = { before: { value: one ?? anySchema, component }, after: { value: other ?? anySchema, component } };
    compareOnce(scope, pair, (inner) => compareSchemas(inner, schema, counterpart));
    const frame = getFrame(scope.session, pair);
    compareWaiting({ frame, direction: scope.direction });
    for (const change of frame.changes) told.add(identifyChange(change, component));
  }
  return told;
}

function identifyChange({ kind, where, before, after }: FoundChange, start: string): string {
  return formatCanonicalJson([kind, where.slice(start.length), before, after]);
}

function compareFlat(scope: Scope, before: Alternation, after: Alternation): void {
  const [one, other] = [before.flat, after.flat];
  compareKeywords(scope, one, other);
  if (compareExtremes(scope, one, other)) return;
  if (isChoiceAgainstNone(one, other) || isChoiceAgainstNone(other, one)) {
    return compareAlternatives(scope, { before, after });
  }
  compareTypes(scope, one, other);
  compareValues(scope, one, other);
  if (haveNothingInCommon(one, other)) return;
  compareProperties(scope, one, other);
  compareParts(scope, one, other);
  compareAlternatives(scope, { before, after });
  compareConditions(scope, one, other);
}

/** Tells a mere choice beside a schema without any, which then is a choice of one. */
function isChoiceAgainstNone(one: FlatSchema, other: FlatSchema): boolean {
  return isOnlyAlternatives(one) && other.alternatives === undefined;
}

/** Tells types whose parts cannot be held against each other: a list that became text has no items to compare. */
function haveNothingInCommon(before: FlatSchema, after: FlatSchema): boolean {
  const [one, other] = [before.types, after.types];
  const isOnlyNull = one?.size === 0 && other?.size === 0;
  return !isOnlyNull && intersectTypes(one, other)?.size === 0;
}

/** Judges what lets everything or nothing through; returns whether there is nothing more to say. */
function compareExtremes(scope: Scope, before: FlatSchema, after: FlatSchema): boolean {
  const sides = { before: describeFlatSchema(before), after: describeFlatSchema(after) };
  if (before.isNever || after.isNever) {
    if (before.isNever !== after.isNever) reportAspect(scope, after.isNever ? "type-narrowed" : "type-widened", sides);
    return true;
  }
  const [wasAnything, isNowAnything] = [isAnything(before), isAnything(after)];
  if (wasAnything && !isNowAnything) reportAspect(scope, "type-narrowed-from-any", sides);
  if (!wasAnything && isNowAnything) reportAspect(scope, "type-widened-to-any", sides);
  return wasAnything || isNowAnything;
}
