import type { TokenReader } from "./token-source.ts";

/**
 * The reader of each client's token, by what the client's calls share. A stage gets the call and what it shares; kept
 * beside these, the reader is out of every stage's reach.
 */
export const tokenReaders: WeakMap<object, TokenReader> = new WeakMap();
