import { isObject } from "../is-object.ts";
import { isExactNumber } from "./exact-json.ts";

/** How much of a reply is kept. */
export interface TrimLimits {
  /** Items of each array. */
  readonly maxItems: number;
  /** Characters of each text. */
  readonly maxTextLength: number;
}

/** Cuts long arrays and texts: a recording shows what a reply looks like, and is read by people. */
export function trimReply(value: unknown, limits: TrimLimits): unknown {
  if (typeof value === "string") return trimText(value, limits.maxTextLength);
  if (Array.isArray(value)) return value.slice(0, limits.maxItems).map((item) => trimReply(item, limits));
  if (!isObject(value) || isExactNumber(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, trimReply(item, limits)]));
}

function trimText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // A pair of surrogates is one character and must not be cut in two.
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}
