import { foldCase, hashPair, type Pieces } from "./list-pieces.ts";

/** Says of every character of a text, with a 1, whether it belongs to a piece, in whatever letter case; nothing where none does. */
export function coverPieces(text: string, { byLength, shortest, pairs }: Pieces): Uint8Array | undefined {
  let covered: Uint8Array | undefined;
  const small = foldCase(text);
  let run = 0; // how many pairs of neighbours in a row occur in pieces: nearly every text is done with after these
  let done = 0;
  for (let end = 1; end <= small.length; end += 1) {
    run = end > 1 && pairs[hashPair(small, end - 2)] === 1 ? run + 1 : 0;
    if (run < shortest - 1) continue;
    for (const { length, pieces } of byLength) {
      if (run < length - 1 || !pieces.has(small.slice(end - length, end))) continue;
      covered ??= new Uint8Array(text.length);
      covered.fill(1, Math.max(done, end - length), end);
      done = end;
      break; // what a longer piece would add, its neighbours do
    }
  }
  return covered;
}
