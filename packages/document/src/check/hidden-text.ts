/** Controls, format characters, halves of characters, line separators, and what has no width. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=\p{M}{10})\p{M}/u;

/** Finds the first character of a text that nobody sees, or that turns round what stands beside it: `U+202E`. */
export function findHidden(text: string): string | undefined {
  const [character] = hidden.exec(text) ?? [];
  return character === undefined ? undefined : `U+${toHex(character).toUpperCase().padStart(4, "0")}`;
}

/** Writes hidden characters visibly, as `\u{202e}`: names that differ in nothing else stay different. */
export function revealHidden(text: string): string {
  return text.replaceAll(new RegExp(hidden, "gu"), (character) => `\\u{${toHex(character)}}`);
}

function toHex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
