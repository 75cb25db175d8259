import { type ExactValue, isExactObject } from "../infer/exact-json.ts";

const maxItems = 2;
const maxLength = 200;

/** Cuts arrays to two items and strings to 200 characters: enough to show what a reply looks like. */
export function trimExample(value: ExactValue): ExactValue {
  if (typeof value === "string") return trimText(value);
  if (Array.isArray(value)) return value.slice(0, maxItems).map(trimExample);
  if (!isExactObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, trimExample(item)]));
}

function trimText(text: string): string {
  if (text.length <= maxLength) return text;
  // A pair of surrogates is one character and must not be cut in two.
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}
