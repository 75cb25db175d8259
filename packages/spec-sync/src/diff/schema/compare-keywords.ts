import {
  conditionKeywords,
  constraintKeywords,
  dropExtensions,
  type FlatSchema,
  formatCanonicalJson,
  type JsonValue,
  partKeywords,
  serialisationKeywords,
  sortKeys,
} from "@just-one/document";
import { enterPart, report, reportAspect, type Scope } from "../scope.ts";

const comparedElsewhere = new Set<string>([...partKeywords.keys(), ...conditionKeywords, "discriminator"]);

/** Compares the keywords whose value is all there is to them, and finds the ones that nobody here understands. */
export function compareKeywords(scope: Scope, before: FlatSchema, after: FlatSchema): void {
  const names = new Set([...before.keywords.keys(), ...after.keywords.keys()]);
  for (const name of [...names].toSorted()) {
    if (comparedElsewhere.has(name)) continue;
    const [one, other] = [readValue(before, name), readValue(after, name)];
    if (formatCanonicalJson(one) === formatCanonicalJson(other)) continue;
    const sides = { before: sortKeys(one), after: sortKeys(other) };
    const place = enterPart(scope, `#${name}`);
    if (constraintKeywords.has(name)) reportAspect(place, "constraint-changed", sides);
    else if (name === "format") compareFormats(place, sides);
    else if (isSerialisation(name)) reportAspect(place, "serialisation-changed", sides);
    else report(place, "schema-keyword-not-understood", sides);
  }
}

function readValue(schema: FlatSchema, name: string): JsonValue {
  const value = schema.keywords.get(name) ?? null;
  if (name === "xml") return dropExtensions(value);
  return value === constraintKeywords.get(name) ? null : value;
}

function isSerialisation(name: string): boolean {
  return serialisationKeywords.some((keyword) => keyword === name);
}

/** A format is a remark, but for the one that lets callers pass a bigint. */
function compareFormats(scope: Scope, sides: { before: JsonValue; after: JsonValue }): void {
  const [wasLong, isLong] = [sides.before === "int64", sides.after === "int64"];
  if (scope.direction === "reply" || wasLong === isLong) report(scope, "format-changed", sides);
  else reportAspect(scope, isLong ? "type-widened" : "type-narrowed", sides);
}
