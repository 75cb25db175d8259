// Younger than the compiler's library; Node has had it since version 21.
const { rawJSON, isRawJSON } = JSON as JSON & {
  rawJSON: (text: string) => object;
  isRawJSON: (value: unknown) => boolean;
};

/**
 * Parses JSON and keeps every number as it is written, since a double would round integers beyond 2^53. What comes out
 * is for `JSON.stringify` only: its numbers are `JSON.rawJSON` objects.
 *
 * @throws SyntaxError when the text is no JSON, RangeError when it is nested too deep for the stack
 */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text, keepNumber);
  return value;
}

/** Whether a value that `parseExactJson` returned stands for a number. */
export function isExactNumber(value: unknown): boolean {
  return isRawJSON(value);
}

// The third argument, too, is younger than the compiler's library.
function keepNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" ? rawJSON(context?.source ?? String(value)) : value;
}
