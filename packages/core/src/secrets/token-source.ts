import { type Explain, nameProblem, type OptionProblem } from "../call/problem.ts";
import { ConfigError } from "../errors/config-error.ts";
import { findOrCreate } from "../find-or-create.ts";

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
export function createTokenReader(source: TokenSource, explain: Explain = nameProblem): TokenReader {
  // Never quotes a token.
  const refuse = (option: OptionProblem): never => {
    throw new ConfigError(explain({ kind: "option", option }, "client"));
  };
  const check = (token: unknown): string =>
    typeof token === "string" && /^[^\s\p{Cc}\p{Cs}]+$/u.test(token) ? token : refuse("token");
  if (typeof source !== "function") {
    const token = check(source);
    return { read: () => token, identify: () => 0 };
  }
  const ask = async (): Promise<unknown> => {
    try {
      return await source();
    } catch {
      // The caller's own error may quote the secret store's reply, so not even its message is passed on.
      return refuse("token()");
    }
  };
  return { read: async () => check(await ask()), identify: createIdentifier() };
}

/** Numbers texts in the order of their first appearance, and forgets very many. */
function createIdentifier(): (text: string) => number {
  const numbers = new Map<string, number>();
  let last = 0;
  return (text) => {
    // A forgotten token costs one more unbilled answer when it comes back.
    if (numbers.size >= 1000 && !numbers.has(text)) numbers.clear();
    return findOrCreate(numbers, text, () => (last += 1));
  };
}
