import { compareText } from "@just-one/document";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { decodeText } from "../document/read-json-file.ts";
import { SpecError } from "../spec-error.ts";
import { type ExactValue, isExactObject, parseExactJson } from "./exact-json.ts";
import { type OperationName, parseOperationName } from "./operation-name.ts";

/** One example reply of one operation. */
export interface Example {
  operation: OperationName;
  /** `data` of the envelope; absent when the reply has none or tells of a failure. */
  data?: ExactValue;
}

/** The largest real reply has 320 kB. */
const maxBytes = 16 * 1024 * 1024;

/**
 * Reads every `*.json` file of a folder, and of the folders in it, as an example: `{ "operation": "GET /path",
 * "example": envelope }`.
 *
 * @throws SpecError naming the file that is not an example.
 */
export async function readExamples(folder: string): Promise<Example[]> {
  const files = await listFiles(folder);
  if (files.length === 0) throw new SpecError(`${folder}: holds no *.json file; name a folder of example replies`);
  const examples: Example[] = [];
  for (const file of files) examples.push(parseExample(await readText(file), file));
  return examples;
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
      .map((entry) => join(folder, relative(folder, entry.parentPath), entry.name))
      .toSorted(compareText);
  } catch {
    throw new SpecError(`${folder}: no such folder of example replies; check the path`);
  }
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => {
    throw new SpecError(`${file}: not readable; check its permissions`);
  });
  if (bytes.length > maxBytes) {
    throw new SpecError(`${file}: ${bytes.length} bytes, more than the ${maxBytes} allowed for one example`);
  }
  return decodeText(bytes, file);
}

function parseExample(text: string, file: string): Example {
  const value = parse(text, file);
  const name = isExactObject(value) ? value["operation"] : undefined;
  const operation = typeof name === "string" ? parseOperationName(name) : undefined;
  if (!isExactObject(value) || operation === undefined) {
    throw new SpecError(`${file}: "operation" is not "METHOD /path"; name the operation as the document does`);
  }
  const envelope = value["example"];
  if (!isExactObject(envelope)) {
    throw new SpecError(
      `${file}: "example" is not an envelope; expected the whole reply, an object with "code" and "data"`,
    );
  }
  const data = Object.hasOwn(envelope, "data") && isSuccess(envelope["code"]) ? envelope["data"] : undefined;
  return { operation, ...(data !== undefined && { data }) };
}

function parse(text: string, file: string): ExactValue {
  try {
    return parseExactJson(text);
  } catch (error) {
    const reason = error instanceof RangeError ? "nested too deep to be read" : "not JSON; it may have been cut off";
    throw new SpecError(`${file}: ${reason}`);
  }
}

/** What a failure carries in `data` says nothing about successes; an example without `code` was kept for its data. */
function isSuccess(code: ExactValue | undefined): boolean {
  return code === undefined || code === 0 || code === "0";
}
