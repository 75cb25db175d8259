import { type ExactValue, isExactObject } from "./exact-json.ts";
import { createShape, type Kind, reachField, type Shape } from "./shape.ts";

/**
 * Real replies nest 18 levels. Deeper places than this stay unknown, so that the document they end up in, which has two
 * levels for each of theirs, stays within the limits of its readers.
 */
const maxDepth = 48;

/** Longer strings are not tried as JSON. */
const maxJsonStringLength = 1_000_000;

/** Widens a shape by one more value seen at its place. */
export function observe(shape: Shape, value: ExactValue, depth = 0): void {
  const kind = classify(value);
  if (Array.isArray(value) && kind === "array") {
    if (depth >= maxDepth) return void shape.kinds.add("anything");
    const items = (shape.items ??= createShape());
    for (const item of value) observe(items, item, depth + 1);
  } else if (isExactObject(value) && kind === "object") {
    if (depth >= maxDepth) return void shape.kinds.add("anything");
    for (const [key, item] of Object.entries(value)) observe(reachField(shape, key), item, depth + 1);
  }
  shape.kinds.add(kind);
}

function classify(value: ExactValue): Kind {
  if (value === null) return "null";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "bigint") return "long-integer";
  if (typeof value === "number") return classifyNumber(value);
  if (typeof value === "string") return classifyString(value);
  if (Array.isArray(value)) return value.length === 0 ? "empty-array" : "array";
  return Object.keys(value).length === 0 ? "empty-object" : "object";
}

function classifyNumber(value: number): Kind {
  // 1e999 is JSON, but reads as Infinity, which no schema accepts as a number.
  if (!Number.isFinite(value)) return "anything";
  return Number.isInteger(value) ? "integer" : "fraction";
}

function classifyString(value: string): Kind {
  if (value.trim() === "") return "empty-string";
  if (/^[-+]?\d+(?:\.\d+)?$/u.test(value)) return "numeric-string";
  return holdsJson(value) ? "json-string" : "string";
}

function holdsJson(value: string): boolean {
  if (!/^\s*[[{]/u.test(value) || value.length > maxJsonStringLength) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
