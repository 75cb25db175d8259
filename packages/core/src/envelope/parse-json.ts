/**
 * Parses JSON and keeps integers beyond 2^53 whole, as decimal strings; `JSON.parse` would round them silently.
 * Replies without such integers, nearly all, take one regular expression and the native parser.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!longInteger.test(text) || !bareLongInteger.test(text)) return parsed;
  let isInString = false;
  const quoted = text.replace(quoteEscapeOrNumber, (piece) => {
    if (piece === '"') isInString = !isInString;
    return !isInString && isUnsafeInteger(piece) ? `"${piece}"` : piece;
  });
  return JSON.parse(quoted);
}

// Engines leap over a text for this, sixteen characters at a time, and most replies have no such number.
const longInteger = /\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d/;

// A number of 16 digits or more where a value may stand; digits inside a string seldom follow one of these.
const bareLongInteger = /(?:^|[[:,\s])-?\d{16}/;

// Strings are not matched whole: on one of many megabytes the regular expression would run out of stack.
const quoteEscapeOrNumber = /"|\\.|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function isUnsafeInteger(piece: string): boolean {
  return piece.length >= 16 && /^-?\d+$/.test(piece) && !Number.isSafeInteger(Number(piece));
}
