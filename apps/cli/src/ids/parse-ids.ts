/** Ids as a person gave them. */
export interface ParsedIds {
  /** Each once, in the order given; also those that are no ids, so that each gets its row. */
  readonly ids: readonly string[];
  /** How many were given again. */
  readonly duplicates: number;
}

// Whatever spreadsheets, chats and lists put between ids; `="…"` is how a spreadsheet keeps them as text.
const separators = /[\s,;|，；、。'"=\u200B\uFEFF]+/u;

/** Finds the ids in pieces of text, with any separators between them. */
export function parseIds(texts: readonly string[]): ParsedIds {
  const given = texts.flatMap((text) => text.split(separators)).filter((id) => id !== "");
  const ids = [...new Set(given)];
  return { ids, duplicates: given.length - ids.length };
}

/** True for what may be a creator's id on Xingtu: digits only. */
export function isCreatorId(text: string): boolean {
  return /^\d{1,32}$/.test(text);
}
