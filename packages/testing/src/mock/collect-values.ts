/** Collects the values of each name; a name that came twice holds a list. */
export function collectValues(pairs: URLSearchParams): Record<string, string | string[]> {
  const names = new Set(pairs.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const [first = "", ...others] = pairs.getAll(name);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}
