/** What a person pasted, sorted out. */
export interface ParsedIds {
  /** Each once, in the order given. */
  readonly ids: readonly string[];
  /** How many of them were given again. */
  readonly duplicates: number;
  /** What can be no creator's id: shown, never sent. */
  readonly refused: readonly string[];
}

// Whatever spreadsheets, chats and lists put between ids; `="…"` is how a spreadsheet keeps them as text.
const separators = /[\s,;|，；、。'"=\u200B\uFEFF]+/u;

/** Finds creators' ids in a text, with any separators between them. */
export function parseIds(text: string): ParsedIds {
  const given = text.split(separators).filter((word) => word !== "");
  const valid = given.filter(isCreatorId);
  const ids = [...new Set(valid)];
  return {
    ids,
    duplicates: valid.length - ids.length,
    refused: [...new Set(given.filter((word) => !isCreatorId(word)))],
  };
}

/** Tells an id that a spreadsheet has rounded, such as `7.04893E+18`: it cannot be had back from it. */
export function isRoundedId(word: string): boolean {
  return /^\d(?:[.,]\d+)?E\+?\d+$/i.test(word);
}

/** Ids on Xingtu are digits only. */
function isCreatorId(word: string): boolean {
  return /^\d{1,32}$/.test(word);
}
