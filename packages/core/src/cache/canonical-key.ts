/** One text for equal parameters, whatever their order; `undefined` members do not count. */
export function toCanonicalKey(operation: string, parameters: object): string {
  return `${operation} ${JSON.stringify(sortMembers(parameters))}`;
}

// Not a replacer: with one, JSON.stringify takes several times as long.
function sortMembers(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sortMembers);
  const members: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sortMembers(v)]));
}
