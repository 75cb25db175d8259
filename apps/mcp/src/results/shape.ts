/** Tells what a value is like without its values: `{list:[{id:s,n:i}]*50}`, with `s` text, `i` integer, `n` number, `b` boolean. */
export function tellShape(value: unknown, maxDepth = 8): string {
  if (typeof value === "string") return "s";
  if (typeof value === "number") return Number.isInteger(value) ? "i" : "n";
  if (typeof value === "boolean") return "b";
  if (value === null || value === undefined) return "null";
  if (maxDepth === 0) return Array.isArray(value) ? "[…]" : "{…}";
  if (Array.isArray(value)) {
    return value.length === 0 ? "[]" : `[${tellShape(mergeItems(value), maxDepth - 1)}]*${value.length}`;
  }
  const fields = Object.entries(value).map(([name, member]) => `${tellName(name)}:${tellShape(member, maxDepth - 1)}`);
  return `{${fields.join(",")}}`;
}

/** In quotes where it holds more than letters: whoever wrote it could write brackets and colons, too. */
function tellName(name: string): string {
  return /^[\p{L}\p{N}_$-]+$/u.test(name) ? name : JSON.stringify(name);
}

/** Of a list of objects one that has the fields of all: the first may lack some. */
function mergeItems(items: readonly unknown[]): unknown {
  const merged: Record<string, unknown> = {};
  for (const item of items.slice(0, 20)) {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return items[0];
    for (const [name, value] of Object.entries(item)) merged[name] ??= value;
  }
  return merged;
}
