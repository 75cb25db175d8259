import type { PhraseTable } from "./phrase-table.ts";
import { pairUnits, type Unit } from "./split-units.ts";

/**
 * Turns words and characters into what is indexed and looked for: words as they are, pairs of Han characters, and what
 * phrases mean. Of characters between words only whole runs make pairs.
 */
export function readTerms(
  units: readonly Unit[],
  phrases: PhraseTable,
  /** What they are added to. */
  terms: Set<string> = new Set<string>(),
): Set<string> {
  let last = "";
  let isAlone = false;
  const endRun = (): void => {
    if (isAlone) terms.add(last);
    last = "";
    isAlone = false;
  };
  for (let at = 0; at < units.length;) {
    const phrase = phrases.match(units, at);
    const end = at + (phrase?.length ?? 1);
    const isSilent = phrase?.terms.length === 0;
    if (isSilent) endRun();
    for (; at < end; at += 1) {
      const unit = units[at];
      if (unit === undefined || isSilent) continue;
      if (unit.isHan) {
        if (last !== "") terms.add(pairUnits(last, unit));
        isAlone = last === "";
        last = unit.text;
      } else {
        endRun();
        terms.add(unit.text);
      }
    }
    for (const term of phrase?.terms ?? []) terms.add(term);
  }
  endRun();
  return terms;
}
