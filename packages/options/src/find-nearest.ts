/** The one of some names that takes the fewest letters to change a name into; `undefined` where that is half of them or more. */
export function findNearest(given: string, names: Iterable<string>): string | undefined {
  const name = given.slice(0, longestName).toLowerCase();
  let nearest: string | undefined;
  let least = 0.5;
  for (const other of names) {
    const share = countEdits(name, other.toLowerCase()) / Math.max(name.length, other.length);
    if (share < least) [nearest, least] = [other, share];
  }
  return nearest;
}

// Longer than any name of ours; callers may pass anything.
const longestName = 200;

/** Letters to add, to leave out or to replace (Levenshtein's distance), row by row of the table. */
function countEdits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const letter of one) {
    let last = Infinity;
    row = row.map((above, index) => {
      const replaced = (row[index - 1] ?? Infinity) + (other[index - 1] === letter ? 0 : 1);
      last = Math.min(above + 1, last + 1, replaced);
      return last;
    });
  }
  return row[other.length] ?? 0;
}
