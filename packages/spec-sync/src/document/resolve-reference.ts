import { SpecError } from "../spec-error.ts";
import { parsePointer } from "./json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json-value.ts";

/** Finds what `#/…` names, or undefined. */
export function findByReference(root: JsonObject, reference: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of parsePointer(reference)) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/**
 * Follows `$ref` until an object stands there itself.
 *
 * @throws SpecError when references go round in a circle.
 */
export function resolveReference(root: JsonObject, value: JsonObject): JsonObject {
  const seen = new Set<string>();
  let current = value;
  while (typeof current["$ref"] === "string") {
    const reference = current["$ref"];
    const target = seen.has(reference) ? undefined : findByReference(root, reference);
    if (!isJsonObject(target)) throw new SpecError(`reference ${JSON.stringify(reference)} never ends at an object`);
    seen.add(reference);
    current = target;
  }
  return current;
}
