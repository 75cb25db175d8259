import { isJsonObject, type JsonValue } from "./json-value.ts";
import { maxDepth } from "./max-depth.ts";

/**
 * Tells that nothing got lost when a text of JSON became a value: no key is written twice in an object, no number was
 * rounded or became infinite, and it is not too deep to be read.
 */
export function isPlainJson(text: string, value: JsonValue): boolean {
  const keys = countPlainKeys(value, 0);
  // Of a key that is written twice only one is left.
  return !Number.isNaN(keys) && keys === countWrittenKeys(text);
}

/** Counts the keys at every depth; not a number where something is not plain. */
function countPlainKeys(value: JsonValue, depth: number): number {
  if (typeof value === "number") {
    return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value)) ? 0 : Number.NaN;
  }
  if (typeof value !== "object" || value === null) return 0;
  if (depth >= maxDepth) return Number.NaN;
  let count = 0;
  if (isJsonObject(value)) {
    for (const key of Object.keys(value)) count += 1 + countPlainKeys(value[key] ?? null, depth + 1);
  } else {
    for (const item of value) count += countPlainKeys(item, depth + 1);
  }
  return count;
}

/** Counts the strings of a valid text that a colon follows. */
function countWrittenKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start !== -1; start = text.indexOf('"', start)) {
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    start = end + 1;
    while (text.charCodeAt(start) <= 0x20) start += 1;
    if (text[start] === ":") count += 1;
  }
  return count;
}

/** Tells a quote that an odd number of backslashes stands before. */
function isEscaped(text: string, quote: number): boolean {
  let start = quote;
  while (text[start - 1] === "\\") start -= 1;
  return (quote - start) % 2 === 1;
}
