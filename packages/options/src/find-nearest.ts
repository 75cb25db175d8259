/** The one of some names that takes the fewest letters to change a name into; `undefined` where that is half of them or more. */
export function findNearest(given: string, names: Iterable<string>): string | undefined {
  const name = given.slice(0, longestName).toLowerCase();
  let nearest: string | undefined;
  let least = 0.5;
  for (const other of names) {
    const longest = Math.max(name.length, other.length);
    // Most names are too long or too short for it, whatever their letters.
    if (Math.abs(name.length - other.length) >= least * longest) continue;
    const share = countEdits(name, other.toLowerCase(), least * longest) / longest;
    if (share < least) [nearest, least] = [other, share];
  }
  return nearest;
}

// Longer than any name of ours; callers may pass anything.
const longestName = 200;

/** Letters to add, to leave out or to replace (Levenshtein's distance), row by row of the table; `Infinity` from `end` on. */
function countEdits(one: string, other: string, end: number): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at += 1) {
    const letter = one.charCodeAt(at);
    const next = [at + 1];
    let [last, least] = [at + 1, at + 1];
    for (let index = 1; index < row.length; index += 1) {
      const replaced = (row[index - 1] ?? 0) + (other.charCodeAt(index - 1) === letter ? 0 : 1);
      last = Math.min((row[index] ?? 0) + 1, last + 1, replaced);
      if (last < least) least = last;
      next.push(last);
    }
    if (least >= end) return Infinity;
    row = next;
  }
  return row[other.length] ?? 0;
}
