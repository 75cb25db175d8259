/**
 * Takes out what could move the cursor, break a line or hide something: text from outside must not draw on the
 * terminal.
 */
export function cleanText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, " ").trim();
}
