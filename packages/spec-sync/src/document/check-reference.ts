import type { JsonPath } from "./json-pointer.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";
import type { Fail } from "./place.ts";
import { findByReference } from "./resolve-reference.ts";

/** Refuses a `$ref` that is no text, leaves the document or leads nowhere. */
export function checkReference(
  reference: JsonValue | undefined,
  at: { path: JsonPath; root: JsonObject; fail: Fail },
): void {
  const path = [...at.path, "$ref"];
  if (typeof reference !== "string") return at.fail(path, "expected text");
  if (!reference.startsWith("#/")) at.fail(path, `${JSON.stringify(reference)} leaves the document; bundle it first`);
  if (findByReference(at.root, reference) === undefined) {
    at.fail(path, `${JSON.stringify(reference)} leads nowhere`);
  }
}
