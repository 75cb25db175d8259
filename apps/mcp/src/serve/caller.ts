/** What a caller may do: look operations up, and call them. */
export type Scope = "catalog" | "call";

/** Who was let in. */
export interface Caller {
  /** Whose budget it is. */
  readonly principal: string;
  readonly scopes: readonly Scope[];
}

/** Why somebody was not let in. */
export interface Refusal {
  /** 503 where it is not the caller's fault, and the same may be taken later. */
  readonly status: 401 | 503;
  /** One sentence, with nothing of a token in it. */
  readonly say: string;
}

/** Everything that there is. */
export const allScopes: readonly Scope[] = ["catalog", "call"];

/** Those of some words that are scopes. */
export function readScopes(words: readonly unknown[]): Scope[] {
  return allScopes.filter((scope) => words.includes(scope));
}

/** A name that stands in ledgers and logs: no controls, no comma that something on the way may have joined two with. */
export function isName(principal: string): boolean {
  return /^[^\p{C},]{1,200}$/u.test(principal);
}
