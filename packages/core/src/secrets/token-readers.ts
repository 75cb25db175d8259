import type { TokenReader } from "./token-source.ts";

// A stage gets the call and what it shares; kept beside these, the reader is out of every stage's reach.
const readers = new WeakMap<object, TokenReader>();

/** Keeps the reader of a client's token, for those of this package who find it by what the client's calls share. */
export function keepTokenReader(shared: object, reader: TokenReader): void {
  readers.set(shared, reader);
}

/** The reader that was kept. */
export function findTokenReader(shared: object): TokenReader {
  // Safe: `createRunner` keeps one for what it makes, and nobody else makes it.
  return readers.get(shared) as TokenReader;
}
