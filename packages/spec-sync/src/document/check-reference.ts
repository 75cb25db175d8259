import type { JsonPath } from "./json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json-value.ts";
import type { Fail } from "./place.ts";
import { findByReference } from "./resolve-reference.ts";

interface Position {
  path: JsonPath;
  root: JsonObject;
  fail: Fail;
}

/** Refuses a `$ref` that is no text, leaves the document, leads nowhere or back to itself. */
export function checkReference(reference: JsonValue | undefined, at: Position): void {
  const path = [...at.path, "$ref"];
  if (typeof reference !== "string") return at.fail(path, "expected text");
  if (!reference.startsWith("#/")) at.fail(path, `${JSON.stringify(reference)} leaves the document; bundle it first`);
  checkTarget(reference, { ...at, path });
}

function checkTarget(reference: string, at: Position): void {
  const seen = new Set<string>();
  let next: JsonValue | undefined = reference;
  while (typeof next === "string") {
    if (seen.has(next)) at.fail(at.path, `${JSON.stringify(reference)} leads round in a circle`);
    seen.add(next);
    const target = findByReference(at.root, next);
    if (target === undefined) at.fail(at.path, `${JSON.stringify(reference)} leads nowhere`);
    next = isJsonObject(target) ? target["$ref"] : undefined;
  }
}
