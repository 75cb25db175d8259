import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareText, isJsonObject, type JsonObject, type JsonValue, setOwn } from "@just-one/document";
import { readJsonFile } from "../document/read-json-file.ts";
import { type ExactValue, isExactObject, parseExactJson } from "../infer/exact-json.ts";
import { SpecError } from "../spec-error.ts";

/**
 * Reads recorded successes, `{ "operation": "METHOD /path", "example": envelope }` a file. Of several for one operation
 * the first by file name counts; recorded failures are left out.
 *
 * An integer beyond 2^53 becomes text, as the client delivers it: no mock can send it whole.
 *
 * @throws SpecError naming the file that is no recorded reply.
 */
export async function readExamples(folder: string): Promise<Map<string, JsonObject>> {
  const files = (await listFiles(folder)).filter((file) => file.endsWith(".json")).toSorted(compareText);
  const recorded = await Promise.all(files.map((file) => readExample(join(folder, file))));
  const examples = new Map<string, JsonObject>();
  for (const { operation, example } of recorded) {
    if (example["code"] === 0 && !examples.has(operation)) examples.set(operation, example);
  }
  return examples;
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    // No folder, no examples: the document works without any.
    return [];
  }
}

async function readExample(path: string): Promise<{ operation: string; example: JsonObject }> {
  const { text } = await readJsonFile(path);
  const value = deliver(parseExactJson(text));
  const { operation, example } = isJsonObject(value) ? value : {};
  if (typeof operation !== "string" || !isJsonObject(example)) {
    throw new SpecError(`${path}: not a recorded reply; expected {"operation": "METHOD /path", "example": {…}}`);
  }
  return { operation, example };
}

function deliver(value: ExactValue): JsonValue {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(deliver);
  if (!isExactObject(value)) return value;
  const delivered: JsonObject = {};
  for (const [key, item] of Object.entries(value)) setOwn(delivered, key, deliver(item));
  return delivered;
}
