import { cleanLines, comment } from "@just-one/encoders";
import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "@just-one/document";

/** What openapi-typescript puts into comments. */
const proseKeys: ReadonlySet<string> = new Set([
  "title",
  "summary",
  "description",
  "default",
  "example",
  "examples",
  "format",
]);

/**
 * Copies a document for the one writer that is not ours, openapi-typescript: without anything hidden, and with prose that
 * cannot end a comment or become a tag in it.
 */
export function cleanDocument<Value extends JsonObject>(document: Value): Value {
  // Safe: every value keeps its type.
  return cleanValue(document) as Value;
}

function cleanValue(value: JsonValue, key = ""): JsonValue {
  if (typeof value === "string") return proseKeys.has(key) ? comment`${value}` : cleanLines(value);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, key));
  if (!isJsonObject(value)) return value;
  const cleaned: JsonObject = {};
  for (const [name, item] of Object.entries(value)) {
    // It changes ids that are not plain, and two may become one; nothing of ours goes by them.
    if (name === "operationId" && typeof item === "string" && !/^[\w.-]+$/u.test(item)) continue;
    setOwn(cleaned, cleanLines(name), cleanValue(item, name));
  }
  return cleaned;
}
