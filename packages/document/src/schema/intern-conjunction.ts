import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { stringifyJson } from "../json/stringify-json.ts";

const identities = new WeakMap<JsonObject, number>();
const conjunctions = new WeakMap<JsonObject, Map<string, JsonObject>>();
let lastIdentity = 0;

/** Returns a number that is this object's alone. */
export function identify(object: JsonObject): number {
  const known = identities.get(object);
  if (known !== undefined) return known;
  lastIdentity += 1;
  identities.set(object, lastIdentity);
  return lastIdentity;
}

/** Returns `{ allOf: [one, other] }`, the same object for the same two: recursive schemas would merge for ever else. */
export function intern(one: JsonValue, other: JsonValue): JsonObject {
  const anchor = isJsonObject(one) ? one : other;
  if (!isJsonObject(anchor)) return { allOf: [one, other] };
  const known = conjunctions.get(anchor) ?? new Map<string, JsonObject>();
  conjunctions.set(anchor, known);
  const key = [one, other].map((part) => (isJsonObject(part) ? identify(part) : stringifyJson(part))).join(" ");
  const conjunction = known.get(key) ?? { allOf: [one, other] };
  known.set(key, conjunction);
  return conjunction;
}
