import { formatCanonicalJson, getField, getObject, type JsonObject, listFields } from "@just-one/document";
import { compareExamples, compareProse } from "../schema/compare-annotations.ts";
import { resolveExamples } from "./resolve-examples.ts";
import { enterPart, report, type Scope } from "../scope.ts";

/** Compares the fields of an OpenAPI object that no one compares elsewhere, by whether they hold words or meaning. */
export function compareFields(
  scope: Scope,
  { before, after, known }: { before: JsonObject; after: JsonObject; known: readonly string[] },
): void {
  for (const name of ["title", "summary", "description", "externalDocs"]) {
    compareProse(enterPart(scope, `#${name}`), getField(before, name), getField(after, name));
  }
  const { session } = scope;
  compareExamples(
    scope,
    resolveExamples(before, session.before.references),
    resolveExamples(after, session.after.references),
  );
  const handled = new Set([...proseOrExample, ...known]);
  const names = new Set([...listFields(before), ...listFields(after)].map(([name]) => name));
  for (const name of [...names].toSorted()) {
    const [one, other] = [getField(before, name) ?? null, getField(after, name) ?? null];
    if (handled.has(name) || formatCanonicalJson(one) === formatCanonicalJson(other)) continue;
    report(enterPart(scope, `#${name}`), "field-not-understood", { before: one, after: other });
  }
}

const proseOrExample = ["title", "summary", "description", "externalDocs", "example", "examples"];

/** Reads a field that maps names to objects. */
export function getMap(object: JsonObject, name: string): ReadonlyMap<string, JsonObject[string]> {
  return new Map(Object.entries(getObject(object, name) ?? {}));
}
