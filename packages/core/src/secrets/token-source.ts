import { ConfigError } from "../errors/config-error.ts";

/** Where the token comes from: itself, or a function asked before every attempt. */
export type TokenSource = string | (() => string | Promise<string>);

/** The one place that holds the token. */
export interface TokenReader {
  /** The token for one attempt. @throws ConfigError when no usable one came */
  read(): string | Promise<string>;
  /** A number for each token, equal for equal ones: tells tokens apart without holding or showing either. */
  identify(token: string): number;
}

/** Makes the reader of a source. @throws ConfigError when a token given as text cannot be one */
export function createTokenReader(source: TokenSource): TokenReader {
  if (typeof source !== "function") {
    const token = checkToken(source);
    return { read: () => token, identify: () => 0 };
  }
  return { read: async () => checkToken(await ask(source)), identify: createIdentifier() };
}

/** Numbers texts in the order of their first appearance, and forgets very many. */
function createIdentifier(): (text: string) => number {
  const numbers = new Map<string, number>();
  let last = 0;
  return (text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    if (numbers.size >= maxKnownTokens) numbers.clear();
    last += 1;
    numbers.set(text, last);
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
    throw tokenProblem("the `token` function failed; its own error is left out, as it may hold the token");
  }
}

/** Returns the value if it can be a token. */
function checkToken(token: unknown): string {
  if (typeof token === "string" && /^[^\s\p{Cc}\p{Cs}]+$/u.test(token)) return token;
  throw tokenProblem("the token is empty or holds white space or control characters: set `token`");
}

/** Never quotes a token. */
function tokenProblem(message: string): ConfigError {
  return new ConfigError(message);
}
