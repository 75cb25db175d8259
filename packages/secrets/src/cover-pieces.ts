import { foldCase, hashPair, type Pieces } from "./list-pieces.ts";

/** Says of every character of a text, with a 1, whether it belongs to a piece, in whatever letter case; nothing where none does. */
export function coverPieces(text: string, { byLength, shortest, pairs }: Pieces): Uint8Array | undefined {
  let covered: Uint8Array | undefined;
  const small = foldCase(text);
  let run = 0; // how many pairs of neighbours in a row occur in pieces
  let done = 0;
  const width = Math.max(shortest, 1); // an empty token has none
  for (let end = width; end <= small.length; end += 1) {
    if (run === 0) {
      // From the last pair of a shortest piece backwards: one that occurs in none ends all that would hold it.
      let at = end - 2;
      while (at >= end - width && pairs[hashPair(small, at)] === 1) at -= 1;
      if (at >= end - width) {
        end = at + width;
        continue;
      }
      run = width - 1;
    } else if (pairs[hashPair(small, end - 2)] === 1) run += 1;
    else {
      run = 0;
      end += width - 2; // the next piece begins behind that pair
      continue;
    }
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
