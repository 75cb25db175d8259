import { lazily } from "./lazily.ts";

/**
 * What nobody sees, or what moves, breaks or turns round what stands beside it: controls of both blocks and DEL, format
 * characters with those for writing directions, line separators, halves of characters, fillers and variation selectors;
 * and marks on a letter that has more of them than any script needs, which grow over the lines above and below. What most
 * texts are made of is passed by first, which takes a tenth of the time.
 */
const hidden = lazily(
  () =>
    /(?![ -~\u4E00-\u9FFF])(?:[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=\p{M}{10})\p{M})/u,
);
const surplusMarks = lazily(() => /(?<=\p{M}{10})\p{M}+/gu);
const everyHidden = lazily(() => new RegExp(hidden(), "gu"));
/** Emoji of several parts are one picture; what joins them hides nothing. */
const emojiOrHidden = lazily(() => new RegExp(String.raw`(\p{RGI_Emoji})|${hidden().source}+`, "gv"));

/** What joins or styles the characters around it, in emoji and some scripts, and is no gap between them. */
const joiners = lazily(() => /^(?:\p{Join_Control}|\p{Variation_Selector}|\p{M})+$/u);

/** What most texts are made of: letters and signs that everybody sees. The tables above take long to load, and this does not. */
const plain = /^[\x20-\x7E·–—…─▲▼×一-鿿]*$/;

/** Finds the first hidden character of a text and names it: `U+202E`; undefined where there is none. */
export function findHidden(text: string): string | undefined {
  const [character] = (plain.test(text) ? null : hidden().exec(text)) ?? [];
  return character === undefined ? undefined : nameCodePoint(character);
}

/** Writes hidden characters visibly, as `\u{202e}`: names that differ in nothing else stay different. */
export function revealHidden(text: string): string {
  return replaceHidden(text, (character) => `\\u{${toHex(character)}}`);
}

/** Puts one space in the place of hidden characters in a row, or nothing where they only join. Emoji stay whole. */
export function blankHidden(text: string): string {
  if (plain.test(text)) return text;
  return dropMarks(
    text.replaceAll(emojiOrHidden(), (run, emoji?: string) => emoji ?? (joiners().test(run) ? "" : " ")),
  );
}

/** Replaces each hidden character. */
export function replaceHidden(text: string, replace: (character: string) => string): string {
  return plain.test(text) ? text : text.replaceAll(everyHidden(), replace);
}

/** Makes every kind of line break `\n`, a tab a space, and takes out whatever else is hidden. */
export function cleanLines(text: string): string {
  if (plain.test(text)) return text;
  return dropMarks(breakLines(text).replaceAll(everyHidden(), (character) => (character === "\n" ? "\n" : "")));
}

/** The same, where emoji stay whole. */
export function cleanCell(text: string): string {
  if (plain.test(text)) return text;
  return dropMarks(
    breakLines(text).replaceAll(emojiOrHidden(), (run, emoji?: string) => emoji ?? run.replaceAll(/[^\n]/gu, "")),
  );
}

/** Takes out the marks that only became too many when what stood between them went. */
function dropMarks(text: string): string {
  return text.replaceAll(surplusMarks(), "");
}

function breakLines(text: string): string {
  return text.replaceAll(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, "\n").replaceAll("\t", " ");
}

function nameCodePoint(character: string): string {
  return `U+${toHex(character).toUpperCase().padStart(4, "0")}`;
}

function toHex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
