/** An index takes no more than 2,704 bytes. */
export const longestNameBytes = 2000;

/** Whether Postgres can keep a text at all: without a zero byte, and without half a character. */
export function isKeepable(text: unknown): text is string {
  return typeof text === "string" && text.isWellFormed() && !text.includes("\0");
}

/** Whether it can be what something is found by. */
export function isName(text: unknown): text is string {
  return isKeepable(text) && Buffer.byteLength(text) <= longestNameBytes;
}
