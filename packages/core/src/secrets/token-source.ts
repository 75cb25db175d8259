/** Where the token comes from: itself, or a function asked before every attempt. */
export type TokenSource = string | (() => string | Promise<string>);

/** Thrown when no usable token came; the message never quotes one. */
export class TokenProblem extends Error {}

/** The one place that holds the token. */
export interface TokenReader {
  /** The token for one attempt. */
  read(): string | Promise<string>;
  /** Counts the tokens that `read` has returned one after the other; tells a new token from the old without either. */
  readonly generation: number;
}

/** Makes the reader of a source. @throws TokenProblem when a token given as text cannot be one */
export function createTokenReader(source: TokenSource): TokenReader {
  if (typeof source !== "function") {
    const token = checkToken(source);
    return { read: () => token, generation: 0 };
  }
  let last: string | undefined;
  let generation = -1;
  return {
    read: async () => {
      const token = checkToken(await ask(source));
      if (token !== last) generation += 1;
      last = token;
      return token;
    },
    get generation() {
      return generation;
    },
  };
}

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
