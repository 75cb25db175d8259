import { splitUnits, type Unit } from "./split-units.ts";

interface Node {
  /** Absent where no longer phrase goes on. */
  next?: Map<string, Node>;
  /** The phrase that ends here. */
  phrase?: Phrase;
}

/** A phrase in a list of units. */
export interface Phrase {
  readonly length: number;
  /** What it means; none for a phrase that means nothing. */
  readonly terms: readonly string[];
}

/** Phrases and what they mean, looked up word by word and character by character. */
export interface PhraseTable {
  /** @param terms none where the phrase is to be passed over */
  add(phrase: string, ...terms: readonly string[]): void;
  /** The longest phrase that begins at a place. */
  match(units: readonly Unit[], at: number): Phrase | undefined;
  /** Every word of a phrase. */
  readonly words: ReadonlySet<string>;
}

export function createPhraseTable(): PhraseTable {
  const root: Node = {};
  const words = new Set<string>();
  return {
    words,
    add: (phrase, ...terms) => {
      let node = root;
      const units = splitUnits(phrase);
      for (const { text, isHan } of units) {
        if (!isHan) words.add(text);
        node.next ??= new Map();
        const next: Node = node.next.get(text) ?? {};
        node.next.set(text, next);
        node = next;
      }
      if (node === root) return;
      const known = node.phrase?.terms ?? [];
      node.phrase = { length: units.length, terms: [...known, ...terms.filter((term) => !known.includes(term))] };
    },
    match: (units, at) => {
      let node: Node | undefined = root;
      let longest: Phrase | undefined;
      for (let end = at; node !== undefined; end += 1) {
        if (node.phrase !== undefined) longest = node.phrase;
        const unit = units[end];
        node = unit && node.next?.get(unit.text);
      }
      return longest;
    },
  };
}
