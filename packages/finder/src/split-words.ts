import type { Vocabulary } from "./correct-word.ts";
import type { Unit } from "./split-units.ts";

/** Makes one word of two or three that only together are known: `dou yin`, `hash tag`. */
export function joinWords(units: readonly Unit[], vocabulary: Vocabulary): Unit[] {
  const joined: Unit[] = [];
  for (let at = 0; at < units.length;) {
    const count = [3, 2].find((each) => isOneWord(units.slice(at, at + each), each, vocabulary)) ?? 1;
    const parts = units.slice(at, at + count);
    joined.push(count === 1 ? (parts[0] ?? empty) : { text: parts.map(({ text }) => text).join(""), isHan: false });
    at += count;
  }
  return joined;
}

const empty: Unit = { text: "", isHan: false };

/** Only where one of them is nothing by itself: `best seller` is known as it is. */
function isOneWord(parts: readonly Unit[], count: number, vocabulary: Vocabulary): boolean {
  if (parts.length < count || parts.some(({ isHan }) => isHan)) return false;
  return parts.some(({ text }) => !vocabulary.has(text)) && vocabulary.has(parts.map(({ text }) => text).join(""));
}

/** Makes words that are known of one that is not: `hotsearch`, `tiktokshop`. */
export function splitWord(word: string, vocabulary: Vocabulary): readonly string[] | undefined {
  if (word.length > 30) return undefined;
  for (let at = 3; at <= word.length - 3; at += 1) {
    const first = word.slice(0, at);
    if (!vocabulary.has(first)) continue;
    const rest = word.slice(at);
    const known = fold(rest, vocabulary);
    if (known !== undefined) return [first, known];
    const others = splitWord(rest, vocabulary);
    if (others !== undefined) return [first, ...others];
  }
  return undefined;
}

/** As it is known, where the plural is folded. */
function fold(word: string, vocabulary: Vocabulary): string | undefined {
  return [word, word.replace(/s$/u, "")].find((each) => vocabulary.has(each));
}
