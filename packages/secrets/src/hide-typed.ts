import { createRedactor } from "./create-redactor.ts";

/** True for what may be a token: a long run of letters and digits that is neither a number nor words. */
export function looksLikeToken(run: string): boolean {
  if (/^\d+$/.test(run)) return false;
  if (run.split(/[-_.]/).every((word) => /^(?:[a-z]{0,14}|[A-Z]{0,14})\d{0,4}$/.test(word))) return false;
  return run.length >= 12 || (run.length >= 8 && /\d/.test(run) && /[a-z]/i.test(run));
}

/** Whether a text has a run of characters that may be a token. */
export function hasTokenLike(text: string): boolean {
  return listTokenLike(text).length > 0;
}

/**
 * Takes out of a message what was typed as an argument and may be a token: whoever mistypes an option may have typed a
 * token behind it, and messages get into logs.
 */
export function hideTyped(message: string, args: readonly string[]): string {
  const parts = new Set(listParts(message));
  const runs = new Set(args.flatMap(listTokenLike).filter((run) => listParts(run).some((part) => parts.has(part))));
  return [...runs].reduce((text, run) => createRedactor(run, "…")(text), message);
}

/** What 8 characters in a row a text has: of a long list of ids, a message quotes one or two. */
function listParts(text: string): string[] {
  const small = text.toLowerCase();
  return Array.from({ length: Math.max(0, small.length - 7) }, (_, at) => small.slice(at, at + 8));
}

function listTokenLike(text: string): string[] {
  return (text.match(/[\w+=~.-]+/g) ?? []).flatMap((run) => run.split("=")).filter(looksLikeToken);
}
