import { DocumentError } from "../document-error.ts";
import { maxDepth } from "./max-depth.ts";
import type { JsonValue } from "./json-value.ts";
import { setOwn } from "./set-own.ts";

/** Thirty times what the vendor's document has. */
const maxValues = 2_000_000;

/**
 * Copies what somebody else has parsed, so that nothing of theirs is changed and nothing but JSON is read.
 *
 * @throws DocumentError for what JSON cannot hold, such as functions and circles, and for what is too deep or too large
 */
export function copyJson(value: unknown): JsonValue {
  let count = 0;
  const copy = (inner: unknown, depth: number): JsonValue => {
    count += 1;
    if (count > maxValues) throw new DocumentError(`the document has more than ${maxValues} values`);
    if (depth > maxDepth) throw new DocumentError(`the document is nested deeper than ${maxDepth} levels`);
    if (Array.isArray(inner)) return inner.map((item: unknown) => copy(item, depth + 1));
    if (typeof inner === "object" && inner !== null) {
      const own: Record<string, JsonValue> = {};
      for (const [key, item] of Object.entries(inner)) setOwn(own, key, copy(item, depth + 1));
      return own;
    }
    if (inner === null || typeof inner === "string" || typeof inner === "boolean" || typeof inner === "bigint") {
      return inner;
    }
    if (typeof inner === "number" && Number.isFinite(inner)) return inner;
    throw new DocumentError(`the document holds ${typeof inner}, which is not JSON`);
  };
  return copy(value, 0);
}
