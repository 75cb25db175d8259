import { encodeJson, type JsonText } from "@just-one/encoders";

/** Writes one value, indented, with a final line break. */
export function formatJson(value: unknown): JsonText {
  return encodeJson(value, 2);
}

/** Writes one value on one line. */
export function formatJsonLine(value: unknown): JsonText {
  return encodeJson(value);
}
