import { type FlatSchema, type JsonValue, partKeywords } from "@just-one/document";
import { enterName, enterPart, reportAspect, type Scope } from "../scope.ts";

/** Compares the schemas of parts: items, further properties, the places of a tuple. */
export function compareParts(scope: Scope, before: FlatSchema, after: FlatSchema): void {
  for (const [name, part] of partKeywords) {
    const [one, other] = [before.keywords.get(name), after.keywords.get(name)];
    if (one !== undefined || other !== undefined) scope.session.compareSchemas(enterPart(scope, part), one, other);
  }
  compareTuples(scope, before.keywords.get("prefixItems"), after.keywords.get("prefixItems"));
}

function compareTuples(scope: Scope, before: JsonValue | undefined, after: JsonValue | undefined): void {
  if (!Array.isArray(before) && !Array.isArray(after)) return;
  const [one, other] = [toList(before), toList(after)];
  if (one.length !== other.length) {
    // What stood under `items` stands at a place of its own now, or the other way round.
    return reportAspect(enterPart(scope, "#prefixItems"), "condition-changed", {
      before: one.length,
      after: other.length,
    });
  }
  for (const [index, schema] of one.entries())
    scope.session.compareSchemas(enterPart(scope, `[${index}]`), schema, other[index]);
}

/** Compares schemas by name or pattern, those that both sides have. */
export function compareSharedNames(
  scope: Scope,
  before: ReadonlyMap<string, JsonValue>,
  after: ReadonlyMap<string, JsonValue>,
): void {
  for (const [name, schema] of before) {
    if (after.has(name)) scope.session.compareSchemas(enterName(scope, name), schema, after.get(name));
  }
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
