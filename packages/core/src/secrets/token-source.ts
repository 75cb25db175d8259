/** Where the token comes from: itself, or a function asked before every attempt. */
export type TokenSource = string | (() => string | Promise<string>);

/** Thrown when no usable token came; the message never quotes one. */
export class TokenProblem extends Error {}

/** The one place that holds the token. */
export interface TokenReader {
  /** The token for one attempt. */
  read(): string | Promise<string>;
  /** A number for each token, equal for equal ones: tells tokens apart without holding or showing either. */
  identify(token: string): number;
}

/** Makes the reader of a source. @throws TokenProblem when a token given as text cannot be one */
export function createTokenReader(source: TokenSource): TokenReader {
  if (typeof source !== "function") {
    const token = checkToken(source);
    return { read: () => token, identify: () => 0 };
  }
  return { read: async () => checkToken(await ask(source)), identify: createIdentifier() };
}

/** Numbers texts in the order of their first appearance, and forgets the oldest of very many. */
function createIdentifier(): (text: string) => number {
  const numbers = new Map<string, number>();
  let last = 0;
  return (text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    last += 1;
    numbers.set(text, last);
    for (const oldest of numbers.keys()) {
      if (numbers.size <= maxKnownTokens) break;
      numbers.delete(oldest);
    }
    return last;
  };
}

// A forgotten token costs one more unbilled answer when it comes back.
const maxKnownTokens = 1000;

async function ask(source: () => string | Promise<string>): Promise<unknown> {
  try {
    return await source();
  } catch {
    // The caller's own error may quote the secret store's reply, so not even its message is passed on.
    throw new TokenProblem("the `token` function failed; its own error is left out because it may hold the token");
  }
}

/** Returns the value if it can be a token. */
function checkToken(token: unknown): string {
  if (typeof token !== "string" || token === "") throw new TokenProblem("the token is empty: set `token`");
  if (/[\s\p{Cc}]/u.test(token) || !token.isWellFormed()) {
    throw new TokenProblem("the token holds white space or control characters: copy it again");
  }
  return token;
}
