import { isDecodable } from "./is-decodable.ts";
import type { JsonPath } from "./json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json-value.ts";
import type { Fail } from "./place.ts";
import { findByReference } from "./resolve-reference.ts";

interface Position {
  path: JsonPath;
  root: JsonObject;
  /** Code is generated from it, by tools that take a broken percent-encoding for an error of their own. */
  isFinal: boolean;
  /** What earlier references of the document have shown to end somewhere: no value is gone through twice. */
  ending: Set<JsonValue>;
  fail: Fail;
}

/** Refuses a `$ref` that is no text, leaves the document, leads nowhere, to no object, or back to itself. */
export function checkReference(reference: JsonValue | undefined, at: Position): void {
  const path = [...at.path, "$ref"];
  if (typeof reference !== "string") return at.fail(path, "expected text");
  const name = JSON.stringify(reference);
  if (!reference.startsWith("#/")) at.fail(path, `${name} leaves the document; bundle it first`);
  if (at.isFinal && !isDecodable(reference)) {
    at.fail(path, `a % of ${name} begins no percent-encoding; write it as %25, in an overlay`);
  }
  const target = findByReference(at.root, reference);
  if (target === undefined) at.fail(path, `${name} leads nowhere`);
  if (!isJsonObject(target) && typeof target !== "boolean") at.fail(path, `${name} leads to no object`);
  if (isCircular(target, at)) at.fail(path, `${name} leads round in a circle`);
}

/** Tells a value that is made of nothing but itself, soon or later: nothing can fit it, and no type be written for it. */
function isCircular(start: JsonValue, { root, ending }: Pick<Position, "root" | "ending">): boolean {
  const underway = new Set<JsonValue>();
  // A list of what waits, not recursion: references can go through thousands of others.
  const waiting = [{ value: start, isLeft: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, isLeft } = next;
    if (isLeft) {
      underway.delete(value);
      ending.add(value);
    } else if (underway.has(value)) {
      return true;
    } else if (isJsonObject(value) && !ending.has(value)) {
      underway.add(value);
      waiting.push({ value, isLeft: true }, ...listParts(value, root).map((part) => ({ value: part, isLeft: false })));
    }
  }
  return false;
}

/** What stands in the same place as a value: the target of its reference, the branches of what it combines. */
function listParts(value: JsonObject, root: JsonObject): JsonValue[] {
  const target = typeof value["$ref"] === "string" ? findByReference(root, value["$ref"]) : undefined;
  const branches = [value["allOf"], value["anyOf"], value["oneOf"]].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return target === undefined ? branches : [target, ...branches];
}
