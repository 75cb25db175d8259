/**
 * Parses JSON and keeps integers beyond 2^53 whole, as decimal strings; `JSON.parse` would round them silently.
 * Replies without such integers, nearly all, take one regular expression and the native parser.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!bareLongInteger.test(text)) return parsed;
  return JSON.parse(text.replace(stringOrLongNumber, quoteUnsafeInteger));
}

// A number of 16 digits or more where a value may stand; digits inside a string seldom follow one of these.
const bareLongInteger = /(?:^|[[:,\s])-?\d{16}/;

// Strings come first, so that digits inside them are passed over.
const stringOrLongNumber = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function quoteUnsafeInteger(token: string): string {
  const isInteger = /^-?\d+$/.test(token);
  return isInteger && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}
