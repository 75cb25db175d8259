/** One text for equal parameters, whatever their order; `undefined` members do not count. */
export function toCanonicalKey(operation: string, parameters: object): string {
  return `${operation} ${writeSorted(parameters)}`;
}

/** JSON with the members of every object in order. */
function writeSorted(value: unknown): string {
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(writeSorted).join(",")}]`;
  const members: [string, unknown][] = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length > 1) members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeSorted(member)}`).join(",")}}`;
}
