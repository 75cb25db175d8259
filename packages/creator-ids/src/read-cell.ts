import type { Cell } from "./creator.ts";
import { readAddress } from "./read-address.ts";

/** What stands around an id: quotes and brackets of every script, and `=` of a spreadsheet's `="…"`. */
export const wrapping: RegExp = /["'`=’‘“”„«»‹›()[\]{}<>「」『』【】〔〕《》〈〉]/u;

const edges = new RegExp(String.raw`^(?:${wrapping.source}|[\s:,;.#*·•\-–—])+|(?:${wrapping.source}|[\s:,;.])+$`, "gu");
const grouped = /^\d{1,3}([,.'’ ])\d{3}(?:\1\d{3}){3,5}$/u;
// "ID:7048…", "达人7048…号"; with other Latin letters beside it, it is a piece of something longer
const embedded = /(?<![a-z0-9_.])(?:id)?(\d{15,20})(?![a-z0-9_])/giu;
const scientific = /^\d(?:[.,]\d+)?e\+?1[4-9]$/i;

/** Reads one cell of a table, or one word of a list. The text is normalised. */
export function readCell(cell: string): Cell {
  const text = cell.replaceAll(edges, "");
  if (/^(?:https?:\/\/|www\.)|\.(?:cn|com)\//i.test(text)) return readAddress(text);
  if (scientific.test(text)) return { reason: "rounded" };
  const digits = grouped.test(text) ? text.replaceAll(/\D/g, "") : text;
  if (/^\d+$/.test(digits)) return readDigits(digits);
  if (/^\d{16,}\.0+$/.test(text)) return { reason: "rounded" };
  if (/^[-+]?[\d.,]+(?:e\+?\d+)?[%万亿wk]?$/i.test(text)) return { other: "number" };
  const inside = [...text.slice(0, 500).matchAll(embedded)];
  return inside.length === 1 ? readDigits(inside[0]?.[1] ?? "") : { other: "text" };
}

/** True for digits that may be an id in a list that says nothing but ids. */
export function isPlainId(text: string): boolean {
  return /^\d{1,32}$/.test(text);
}

function readDigits(digits: string): Cell {
  if (digits.length < 15 || digits.length > 20) return { other: "number" };
  return isRounded(digits) ? { reason: "rounded" } : { id: digits };
}

/** A spreadsheet keeps 15 digits and writes zeros for the rest; three of them by chance are one id in a thousand. */
function isRounded(digits: string): boolean {
  return digits.length >= 18 && /^0+$/.test(digits.slice(15));
}
