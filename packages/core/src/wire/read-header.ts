/**
 * Reads one header of a reply, whose headers may be in a `Headers`, a `Map`, a plain object, or missing. What cannot be
 * read counts as absent: no header is worth a paid reply.
 */
export function readHeader(headers: unknown, name: string): string | null {
  try {
    // Safe: what has `get` is asked, and everything else only listed.
    const value = (headers as Partial<Headers> | undefined)?.get?.(name);
    // `Headers` say `null`; a `Map` may hold the name in other letters.
    if (value !== undefined) return value === null ? value : [value].join(); // its type is only a promise
    const pairs = headers instanceof Map ? [...headers] : Object.entries(headers ?? {});
    const pair = pairs.find(([key]) => String(key).toLowerCase() === name);
    return pair ? String(pair[1]) : null;
  } catch {
    return null;
  }
}
