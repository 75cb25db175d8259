import { writeDeepJson } from "@just-one/encoders";

/** Writes JSON of any depth; integers beyond 2^53 that are `bigint` stay digits. @throws TypeError for what holds itself */
export function writeJson(value: unknown): string {
  try {
    return stringify(value) ?? "null";
  } catch (error) {
    // The parser goes deeper than the writer does: what was paid for is kept all the same.
    if (error instanceof RangeError) return writeDeepJson(value, writeScalar);
    throw error;
  }
}

function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? toRawJson(each) : each));
  }
}

function writeScalar(value: unknown): string | undefined {
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

/** Reads what `writeJson` wrote of parameters: integers beyond 2^53 are `bigint` again. */
export function readJson(text: string): unknown {
  // in quotes they are text, as most ids are
  if (!/[^"\d]\d{16}/.test(text)) return JSON.parse(text) as unknown;
  return JSON.parse(text, (_: string, value: unknown, context?: { readonly source?: string }) => {
    const isLong = typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "");
    return isLong ? BigInt(context?.source ?? "") : value;
  });
}

function toRawJson(value: bigint): unknown {
  // Safe: all versions of Node that this package runs on have it.
  const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };
  return rawJSON(value.toString());
}
