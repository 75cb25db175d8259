import {
  getField,
  getObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listFields,
  type References,
} from "@just-one/document";

/** Reads the examples beside a parameter or a body, with references to shared ones followed. */
export function resolveExamples(object: JsonObject, references: References): ReadonlyMap<string, JsonValue> {
  const found = new Map<string, JsonValue>();
  const example = getField(object, "example");
  if (example !== undefined) found.set("example", example);
  const examples = Object.entries(getObject(object, "examples") ?? {}).map(([name, one]): [string, JsonValue] => [
    name,
    isJsonObject(one) ? Object.fromEntries(listFields(references.resolve(one).value)) : one,
  ]);
  if (examples.length > 0) found.set("examples", Object.fromEntries(examples));
  return found;
}
