import { type Code } from "./code.ts";

/**
 * Puts between quotes what means nothing in any string of any language or shell, such as a URL that is percent-encoded.
 *
 * @throws RangeError for anything else.
 */
export function quoteInert(text: string, quote: '"' | "'"): Code {
  const [sign] = /[^\w.~%/:@=+,?&[\]-]/u.exec(text) ?? [];
  if (sign !== undefined) throw new RangeError(`${JSON.stringify(sign)} cannot stand in a string of every language`);
  // Safe: it holds nothing that could end the quotes or be replaced inside them.
  return `${quote}${text}${quote}` as Code;
}
