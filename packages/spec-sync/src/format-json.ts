import { encodeJson } from "@just-one/encoders";

/** Writes a value as the JSON files of the project are written. */
export function formatJson(value: unknown): string {
  return encodeJson(value, 2);
}
