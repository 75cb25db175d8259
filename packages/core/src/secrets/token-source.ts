/** Where the token comes from: itself, or a function asked before every attempt. */
export type TokenSource = string | (() => string | Promise<string>);

/** Thrown when no usable token came; the message never quotes one. */
export class TokenProblem extends Error {}

/** Resolves to the token for one attempt. */
export async function readToken(source: TokenSource): Promise<string> {
  if (typeof source === "string") return source;
  let token: unknown;
  try {
    token = await source();
  } catch {
    // The caller's own error may quote the secret store's reply, so not even its message is passed on.
    throw new TokenProblem("the `token` function failed; its own error is left out because it may hold the token");
  }
  return checkToken(token);
}

/** Returns the value if it can be a token. */
export function checkToken(token: unknown): string {
  if (typeof token !== "string" || token === "") throw new TokenProblem("the token is empty: set `token`");
  if (/[\s\p{Cc}]/u.test(token) || !token.isWellFormed()) {
    throw new TokenProblem("the token holds white space or control characters: copy it again");
  }
  return token;
}
