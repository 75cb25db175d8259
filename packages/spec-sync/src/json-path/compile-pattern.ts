import { SpecError } from "../spec-error.ts";

const quantifier = String.raw`(?:[*+?]|\{\d+(?:,\d*)?\})?`;
const escape = String.raw`\\(?:[()*+.?[\\\]^nrt{|}-]|[pP]\{(?:L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?)\})`;
const inClass = String.raw`(?:${escape}|[^\-[\\\]])`;
const characterClass = String.raw`\[\^?(?!\])-?(?:${inClass}(?:-${inClass})?)*-?\]`;
/** One atom of RFC 9485, or a parenthesis, or a bar. */
const atom = new RegExp(
  String.raw`${characterClass}${quantifier}|${escape}${quantifier}|[^()*+?[\\\]{|}]${quantifier}|\((?![?])|\)${quantifier}|\|`,
  "uy",
);

const known = new Map<string, RegExp>();

/**
 * Makes a regular expression of RFC 9485, which `match()` and `search()` take. RFC 9535 says that another one matches
 * nothing; nobody means that.
 *
 * @throws SpecError where it is another one, such as one with `\d` or `(?:`.
 */
export function compilePattern(pattern: string, isWhole: boolean): RegExp {
  const key = `${isWhole} ${pattern}`;
  const found = known.get(key) ?? compile(pattern, isWhole);
  known.set(key, found);
  return found;
}

function compile(pattern: string, isWhole: boolean): RegExp {
  const body = readAtoms(pattern).join("");
  try {
    return new RegExp(isWhole ? `^(?:${body})$` : body, "u");
  } catch {
    return refuse(pattern);
  }
}

function readAtoms(pattern: string): string[] {
  const atoms: string[] = [];
  atom.lastIndex = 0;
  for (let end = 0; end < pattern.length; end = atom.lastIndex) {
    const [found] = atom.exec(pattern) ?? refuse(pattern);
    // The one escape that JavaScript does not know outside of a class, and the one sign that means more there.
    atoms.push(found.startsWith(String.raw`\-`) ? found.slice(1) : found.replace(/^\./u, String.raw`[^\n\r]`));
  }
  return atoms;
}

function refuse(pattern: string): never {
  throw new SpecError(`${JSON.stringify(pattern)} is no regular expression of RFC 9485, such as "a.*|[b-d]+"`);
}
