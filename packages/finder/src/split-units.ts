import { simplifyHan } from "./simplify-han.ts";

/** A word in Latin or other letters with its plural folded, or one Han character. */
export interface Unit {
  readonly text: string;
  readonly isHan: boolean;
  /** What it makes with the Han character before it; the same pairs come again and again. */
  readonly pairs?: Map<string, string>;
}

/** Two Han characters, one after the other. */
export function pairUnits(before: string, { text, pairs }: Unit): string {
  const known = pairs?.get(before);
  if (known !== undefined) return known;
  const pair = before + text;
  if (pairs !== undefined && pairs.size < maxKnown) pairs.set(before, pair);
  return pair;
}

/** Splits a text into words and Han characters: `getUserDetail` is three words, and `tiktok视频` one word and two characters. */
export function splitUnits(text: string): Unit[] {
  // Most texts are ASCII, and this runs over all words of a document.
  if (isAscii.test(text)) {
    const words: readonly string[] = text.match(/[A-Z]*[a-z\d]+|[A-Z]+/g) ?? [];
    return words.map(readWord);
  }
  const units: Unit[] = [];
  let word = "";
  let wasSmall = false;
  const endWord = (): void => {
    if (word !== "") units.push(readWord(word));
    word = "";
  };
  for (const character of text.normalize("NFKC")) {
    const kind = classify(character);
    if (kind === "other" || kind === "han" || (kind === "capital" && wasSmall)) endWord();
    if (kind === "han") units.push(readHan(character));
    else if (kind !== "other") word += character;
    wasSmall = kind === "small";
  }
  endWord();
  return units;
}

const isAscii = /^[\0-\x7f]*$/;

/** The same few words and characters stand in most texts. */
const known = new Map<string, Unit>();
const maxKnown = 10_000;

function readWord(text: string): Unit {
  return known.get(text) ?? remember(text, { text: foldPlural(text.toLowerCase()), isHan: false });
}

function readHan(text: string): Unit {
  return known.get(text) ?? remember(text, { text: simplifyHan(text), isHan: true, pairs: new Map() });
}

function remember(text: string, unit: Unit): Unit {
  if (known.size < maxKnown) known.set(text, unit);
  return unit;
}

type Kind = "small" | "capital" | "han" | "other";

function classify(character: string): Kind {
  const code = character.charCodeAt(0);
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) return "small";
    return code >= 65 && code <= 90 ? "capital" : "other";
  }
  if (code >= 0x4e_00 && code <= 0x9f_ff) return "han";
  if (/\p{Script=Han}/u.test(character)) return /[\p{L}\p{N}]/u.test(character) ? "han" : "other";
  if (/\p{Lu}/u.test(character)) return "capital";
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? "small" : "other";
}

function foldPlural(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || /(?:ss|us|is)$/u.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.slice(0, /(?:s|x|ch|sh)es$/u.test(word) ? -2 : -1);
}
