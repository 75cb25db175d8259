/** A JSON value in which an integer that a double would round is a bigint. */
export type ExactValue = null | boolean | number | bigint | string | ExactValue[] | ExactObject;

/** An object of exact values. */
export interface ExactObject {
  [key: string]: ExactValue;
}

/** Tells objects from arrays, null and primitives. */
export function isExactObject(value: ExactValue | undefined): value is ExactObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Parses JSON, keeping integers beyond 2^53 whole by reading them from the raw text. They become bigints rather than
 * strings, so that the reader can still tell them from strings that hold digits.
 *
 * @throws SyntaxError when the text is not JSON, RangeError when it is nested too deep for the stack.
 */
export function parseExactJson(text: string): ExactValue {
  // Without a reviver the parser is several times faster, and nesting cannot exhaust the stack.
  const value: ExactValue = longDigits.test(text) ? JSON.parse(text, keepLongInteger) : JSON.parse(text);
  return value;
}

// 2^53 has 16 digits.
const longDigits = /\d{16}/u;

// The third argument is younger than the compiler's library (Node 21 and later pass it).
function keepLongInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return /^-?\d+$/u.test(source) ? BigInt(source) : value;
}
