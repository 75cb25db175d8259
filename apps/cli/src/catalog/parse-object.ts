import type { JsonObject, JsonValue } from "@just-one/document";

/**
 * Parses JSON that a program of ours has written; `undefined` where it holds no object.
 *
 * @throws SyntaxError where it is no JSON
 */
export function parseObject(text: string): JsonObject | undefined {
  const value: JsonValue = JSON.parse(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
