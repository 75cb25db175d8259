import { DocumentError } from "../document-error.ts";
import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import type { Prose } from "./prose.ts";

/**
 * Checks words that `readProse` has made and that were kept since, such as in a file: every one where it belongs.
 *
 * @throws DocumentError in one line
 * @example
 * ```ts
 * const finder = createFinder({ catalog, prose: checkProse(JSON.parse(kept)) });
 * ```
 */
export function checkProse(value: JsonValue): Prose {
  if (!isProse(value)) throw new DocumentError("not the words of a document; expected platforms and operations");
  // Safe: the line above has looked at every field.
  return value as unknown as Prose;
}

type Check = (value: JsonValue | undefined) => boolean;

const isText: Check = (value) => typeof value === "string";
const isScalar: Check = (value) => ["string", "number", "boolean"].includes(typeof value);

function isList(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function isMaybe(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function isObject(fields: Readonly<Record<string, Check>>): Check {
  return (value) => isJsonObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));
}

const isProse = isObject({
  platforms: isList(isObject({ name: isText, aliases: isList(isText), description: isMaybe(isText) })),
  operations: isList(
    isObject({
      operation: isText,
      summary: isText,
      description: isMaybe(isText),
      platform: isText,
      aliases: isList(isText),
      family: isText,
      version: isText,
      recommended: isMaybe((value) => value === true),
      notes: isMaybe(isList(isObject({ kind: isText, text: isText, aliases: isMaybe(isList(isText)) }))),
      parameters: isList(
        isObject({
          name: isText,
          description: isMaybe(isText),
          default: isMaybe(isScalar),
          example: isMaybe(isScalar),
        }),
      ),
      reply: isMaybe(isList(isText)),
    }),
  ),
});
