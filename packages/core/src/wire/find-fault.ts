/**
 * Finds what a fault in the program says: in a `fetch` of the caller's, in the reply that it made up, or in this client.
 * Platforms throw a `TypeError` for the network, too, so the words have to tell: those that engines have for wrong code,
 * and fetches for a reply that was read before.
 */
export function findFault(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("message" in error) || !("name" in error)) return undefined;
  if ("cause" in error && error.cause !== undefined) return undefined;
  const name = String(error.name);
  if (name === "SyntaxError") return name; // its message quotes the reply
  const message = String(error.message);
  const isFault = name === "TypeError" ? ofFaults.test(message) : /^(?:Reference|Range)Error$/.test(name);
  return isFault ? `${name}: ${message.slice(0, 200)}` : undefined;
}

const ofFaults =
  /^cannot |^can't |is not (?:an? |iterable|readable|defined|callable|extensible)|is (?:undefined|null)\b|has no prop|\blocked\b|\bunusable\b|\bdisturbed\b|\balready\b|illegal invocation|read.?only|constant variable|to const|circular|cyclic|empty array|incompatible|invalid url/i;
