/** Known words by how often they stand in documents. */
export type Vocabulary = ReadonlyMap<string, number>;

/** The known word that a mistyped one most probably is: one slip, or two in a long word; the most frequent one of several. */
export function correctWord(word: string, vocabulary: Vocabulary): string | undefined {
  if (word.length < 4 || word.length > 30 || /\d/u.test(word)) return undefined;
  const most = word.length < 7 ? 1 : 2;
  let best: { readonly known: string; readonly slips: number; readonly count: number } | undefined;
  for (const [known, count] of vocabulary) {
    if (known.length < 3 || Math.abs(known.length - word.length) > most) continue;
    const slips = countSlips(word, known, best?.slips ?? most);
    if (slips === undefined) continue;
    if (best === undefined || slips < best.slips || count > best.count) best = { known, slips, count };
  }
  return best?.known;
}

/** Letters added, left out, replaced or swapped with their neighbour; undefined where there are more than `most`. */
function countSlips(one: string, other: string, most: number): number | undefined {
  let above: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let column = 0; column < other.length; column += 1) {
      const isSame = one[at] === other[column];
      let slips = Math.min((row[column] ?? 0) + (isSame ? 0 : 1), (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1);
      if (at > 0 && column > 0 && one[at] === other[column - 1] && one[at - 1] === other[column]) {
        slips = Math.min(slips, (above[column - 1] ?? 0) + 1);
      }
      next.push(slips);
    }
    if (Math.min(...next) > most) return undefined;
    above = row;
    row = next;
  }
  const slips = row[other.length] ?? Infinity;
  return slips > most ? undefined : slips;
}
