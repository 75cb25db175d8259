import {
  dropExtensions,
  formatCanonicalJson,
  formatCanonicalSet,
  type JsonValue,
  proseKeywords,
  sortKeys,
} from "@just-one/document";
import { enterPart, report, reportAspect, type Scope } from "../scope.ts";

type Annotations = ReadonlyMap<string, JsonValue>;

/** Compares what stands beside a schema without deciding which values it lets through. */
export function compareAnnotations(scope: Scope, before: Annotations, after: Annotations): void {
  for (const name of proseKeywords) compareProse(enterPart(scope, `#${name}`), before.get(name), after.get(name));
  compareExamples(scope, before, after);
  compareDefaults(enterPart(scope, "#default"), before.get("default"), after.get("default"));
  const [wasDeprecated, isDeprecated] = [before.get("deprecated") === true, after.get("deprecated") === true];
  if (wasDeprecated !== isDeprecated) report(scope, isDeprecated ? "schema-deprecated" : "schema-undeprecated", {});
  for (const name of ["readOnly", "writeOnly"]) {
    const [was, is] = [before.get(name) === true, after.get(name) === true];
    if (was !== is) report(enterPart(scope, `#${name}`), "access-changed", { before: was, after: is });
  }
}

/** Compares words for readers; white space of any kind says nothing. */
export function compareProse(scope: Scope, before: JsonValue | undefined, after: JsonValue | undefined): void {
  if (normaliseProse(before) !== normaliseProse(after)) report(scope, "prose-changed", { before, after });
}

/** Compares `example` and `examples`, as a set and without the order inside them. */
export function compareExamples(scope: Scope, before: Annotations, after: Annotations): void {
  const [one, other] = [before, after].map((side) => formatCanonicalJson(ignoreOrder(readExamples(side))));
  if (one !== other) report(enterPart(scope, "#example"), "example-changed", {});
}

/** The only example may stand under either name. */
function readExamples(side: Annotations): JsonValue {
  const [example, examples = []] = [side.get("example"), side.get("examples")];
  const listed = Array.isArray(examples) ? examples : Object.values(examples ?? {}).map(readExample);
  return [...(example === undefined ? [] : [example]), ...listed];
}

/** What is said of an example in words counts, and what it is called does not. */
function readExample(example: JsonValue): JsonValue {
  if (typeof example !== "object" || example === null || Array.isArray(example)) return example;
  return Object.keys(example).join() === "value" ? (example["value"] ?? null) : example;
}

function compareDefaults(scope: Scope, before: JsonValue | undefined, after: JsonValue | undefined): void {
  if (before === undefined && after === undefined) return;
  const sides = {
    before: before === undefined ? before : sortKeys(before),
    after: after === undefined ? after : sortKeys(after),
  };
  if (before === undefined) reportAspect(scope, "default-added", sides);
  else if (after === undefined) reportAspect(scope, "default-removed", sides);
  else if (formatCanonicalJson(before) !== formatCanonicalJson(after)) reportAspect(scope, "default-changed", sides);
}

function normaliseProse(value: JsonValue | undefined): string {
  if (typeof value === "string") return value.replaceAll(/[\s\u200B\u2060]+/gu, " ").trim();
  return value === undefined ? "" : formatCanonicalJson(dropExtensions(value));
}

function ignoreOrder(value: JsonValue): JsonValue {
  if (Array.isArray(value) && value.length === 0) return null;
  if (Array.isArray(value)) return formatCanonicalSet(value.map(ignoreOrder)).split("\n");
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, ignoreOrder(inner)]));
}
