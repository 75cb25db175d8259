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
  const runs = new Set(args.flatMap(listTokenLike));
  return [...runs].slice(0, maxRuns).reduce((text, run) => createRedactor(run, "…")(text), message);
}

// A message quotes one argument or two, and a list of ids may be long.
const maxRuns = 1000;

function listTokenLike(text: string): string[] {
  return (text.match(/[\w+=~.-]+/g) ?? []).flatMap((run) => run.split("=")).filter(looksLikeToken);
}
