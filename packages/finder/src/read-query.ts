import { findNearest } from "@just-one/options/find-nearest";
import { correctWord, type Vocabulary } from "./correct-word.ts";
import type { PhraseTable } from "./phrase-table.ts";
import { nameTerm, type Platforms } from "./platforms.ts";
import { readTerms } from "./read-terms.ts";
import { joinWords, splitWord } from "./split-words.ts";
import { splitUnits, type Unit } from "./split-units.ts";
import { readFragments } from "./name-fragments.ts";

/** A question, read. */
export interface Query {
  /** How much each term counts. */
  readonly weights: ReadonlyMap<string, number>;
  /** Platforms that it names. */
  readonly platforms: ReadonlySet<string>;
  /** Parts of an operation's name, as programmers paste them, without what separates words. */
  readonly fragments: readonly string[];
  /** Words that nothing has. */
  readonly unknown: readonly string[];
  /** Known words that come near those. */
  readonly near: readonly string[];
  /** Such as `v3`, where it names one. */
  readonly version?: string;
}

/** What a question is read by. */
export interface QueryContext {
  readonly phrases: PhraseTable;
  readonly counts: ReadonlyMap<string, number>;
  /** Words that something has, or that we know another word for. */
  readonly vocabulary: Vocabulary;
  readonly platforms: Platforms;
}

/** Longer than any question; callers may pass anything. */
const maxLength = 500;
/** More words that nobody knows than any question has; each is held against all that are known. */
const mostCorrected = 24;

/** Reads a question in any of the two languages, with words that are mistyped or not whole. */
export function readQuery(text: string, { phrases, counts, vocabulary, platforms }: QueryContext): Query {
  const asked = text.slice(0, maxLength);
  const unknown = new Set<string>();
  const corrections = new Map<string, string | undefined>();
  const correct = (word: string): string | undefined => {
    if (!corrections.has(word) && corrections.size < mostCorrected) {
      corrections.set(word, complete(word, vocabulary) ?? correctWord(word, vocabulary));
    }
    return corrections.get(word);
  };
  const units = joinWords(splitUnits(asked), vocabulary).flatMap((unit): readonly Unit[] => {
    if (unit.isHan || vocabulary.has(unit.text) || /^v?\d+$/u.test(unit.text)) return [unit];
    const parts = splitWord(unit.text, vocabulary);
    if (parts !== undefined) return parts.map((part) => ({ text: part, isHan: false }));
    const known = correct(unit.text);
    if (known === undefined) unknown.add(unit.text);
    return [{ text: known ?? unit.text, isHan: false }];
  });
  const terms = [...readTerms(units, phrases)];
  // A single letter is a name only as a capital by itself.
  if (/(?:^|\s)X(?=\s|$)/u.test(asked)) terms.push(...platforms.find("X").map(nameTerm));
  const weights = new Map(terms.filter((term) => counts.has(term)).map((term) => [term, weigh(term)]));
  const named = platforms.names.filter((name) => weights.has(nameTerm(name)));
  const near = [...unknown].slice(0, mostCorrected).flatMap((word) => findNearest(word, vocabulary.keys()) ?? []);
  const [version] = /\bv\d{1,3}\b/u.exec(asked.toLowerCase()) ?? [];
  const fragments = readFragments(asked);
  return {
    weights,
    platforms: new Set(named),
    fragments,
    unknown: [...unknown],
    near,
    ...(version === undefined ? {} : { version }),
  };
}

/** What words mean counts most; a word or a pair of characters is one way to say it. */
function weigh(term: string): number {
  if (isMeaning(term)) return 1;
  return beginsHan(term) ? 0.5 : 0.6;
}

/** A known word that begins like this one: the most frequent. */
function complete(word: string, vocabulary: Vocabulary): string | undefined {
  if (word.length < 3) return undefined;
  let best: string | undefined;
  for (const [known, count] of vocabulary) {
    if (known.startsWith(word) && count > (vocabulary.get(best ?? "") ?? 0)) best = known;
  }
  return best;
}

/** Every word in letters, with the number of operations that have it. */
export function listWords(counts: ReadonlyMap<string, number>, phrases: PhraseTable): Vocabulary {
  const words = new Map<string, number>([...phrases.words].map((word) => [word, 1]));
  // Most terms are Han characters, and the rest of what is no word has a mark before it.
  for (const [term, count] of counts) if (!isMeaning(term) && !beginsHan(term)) words.set(term, count);
  return words;
}

function isMeaning(term: string): boolean {
  return term.startsWith("~") || term.startsWith("@");
}

function beginsHan(term: string): boolean {
  const code = term.charCodeAt(0);
  return (code >= 0x4e_00 && code <= 0x9f_ff) || (code > 127 && /^\p{Script=Han}/u.test(term));
}
