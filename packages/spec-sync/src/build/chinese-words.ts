import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listOperations,
  type OpenApiDocument,
  setOwn,
} from "@just-one/document";
import { readJsonFile } from "../document/read-json-file.ts";
import { fileExists } from "../file-exists.ts";
import { SpecError } from "../spec-error.ts";

/** The words of the Chinese twin by operation: its title and the words it is searched by. */
export type ChineseWords = Readonly<Record<string, readonly string[]>>;

/** Takes the Chinese words out of the twin, in the order of the operations. */
export function collectChinese(twin: OpenApiDocument): ChineseWords {
  const words: Record<string, readonly string[]> = {};
  for (const { name, operation } of listOperations(twin)) {
    const own = [operation["summary"], ...readAliases(operation)].filter((word) => typeof word === "string");
    if (own.length > 0) setOwn(words, name, [...new Set(own)]);
  }
  return words;
}

/**
 * Reads the words of `openapi/chinese.json`; none where there is no such file.
 *
 * @throws SpecError naming the file that holds something else.
 */
export async function readChinese(path: string): Promise<ChineseWords> {
  if (!(await fileExists(path))) return {};
  const { value } = await readJsonFile(path);
  if (!isJsonObject(value)) throw new SpecError(`${path}: expected {"METHOD /path": ["word"]}`);
  const words: Record<string, readonly string[]> = {};
  for (const [name, list] of Object.entries(value)) {
    if (!Array.isArray(list)) throw new SpecError(`${path}: ${JSON.stringify(name)} is no list of words`);
    setOwn(
      words,
      name,
      list.filter((word) => typeof word === "string"),
    );
  }
  return words;
}

/** The words an operation is searched by. */
export function readAliases(operation: JsonObject): JsonValue[] {
  const aliases = operation["x-search-aliases"];
  return Array.isArray(aliases) ? aliases : [];
}
