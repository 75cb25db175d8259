/** One text for equal parameters, whatever their order; `undefined` members do not count. */
export function toCanonicalKey(operation: string, parameters: object): string {
  return `${operation} ${JSON.stringify(parameters, sortMembers)}`;
}

function sortMembers(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
