import { createRequire } from "node:module";
import type measure from "string-width";

/** Columns that a text takes on a terminal: Chinese two each. What is plain is counted here; the tables for the rest take long to load. */
export function measureWidth(text: string): number {
  if (!plain.test(text)) return (tables ??= loadTables())(text);
  let wide = 0;
  for (const character of text) if (character >= "一" && character <= "鿿") wide += 1;
  return text.length + wide;
}

/** ASCII, signs of our own that are one column wide, and the Chinese characters. */
const plain = /^[\x20-\x7E·–…─▲▼一-鿿]*$/;

let tables: typeof measure | undefined;

function loadTables(): typeof measure {
  // Safe: it is the package of that type.
  return (createRequire(import.meta.url)("string-width") as { readonly default: typeof measure }).default;
}
