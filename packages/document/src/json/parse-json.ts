import { printParseErrorCode, visit } from "jsonc-parser";
import { DocumentError } from "../document-error.ts";
import { isJsonObject, type JsonValue } from "./json-value.ts";
import { isPlainJson } from "./is-plain-json.ts";
import { formatPointer, type JsonPath } from "./json-pointer.ts";
import { maxDepth } from "./max-depth.ts";
import { setOwn } from "./set-own.ts";

/**
 * Parses strict JSON, refusing what `JSON.parse` lets through: a key written twice (the last one would win in silence),
 * a number that becomes `Infinity` (`1e400`), and nesting deep enough to exhaust the stack. Integers that a number would
 * round become bigints.
 *
 * @throws DocumentError naming `file`, line and column.
 */
export function parseJson(text: string, file: string): JsonValue {
  const parsed = tryParse(text);
  if (parsed !== undefined && isPlainJson(text, parsed)) return parsed;
  // Ten times as slow, and knows what is wrong, and where.
  const found = scan(text, file);
  const value: JsonValue = JSON.parse(text);
  return found.reduce(put, value);
}

function tryParse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** An integer that a number would round, and where it stands. */
interface LongInteger {
  path: JsonPath;
  value: bigint;
}

function put(root: JsonValue, { path, value }: LongInteger): JsonValue {
  const key = path.at(-1);
  if (key === undefined) return value;
  let parent = root;
  for (const step of path.slice(0, -1)) {
    if (Array.isArray(parent)) parent = parent[Number(step)] ?? null;
    else if (isJsonObject(parent)) parent = parent[step] ?? null;
  }
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else if (isJsonObject(parent)) setOwn(parent, String(key), value);
  return root;
}

/** The first line that says anything is a key, or begins a document of YAML's. */
const yaml = /^\uFEFF?(?:[ \t]*(?:#.*)?\r?\n)*(?:%YAML\b|---|["']?[\w-]+["']?[ \t]*:(?:\s|$))/u;

/** Refuses what is unclear, and finds the integers that are too long. */
function scan(text: string, file: string): LongInteger[] {
  const found: LongInteger[] = [];
  const keysOfOpenObjects: Set<string>[] = [];
  let depth = 0;
  const fail = (problem: string, line: number, column: number): never => {
    throw new DocumentError(`${file}:${line + 1}:${column + 1}: ${problem}`);
  };
  const enter = (line: number, column: number): void => {
    depth += 1;
    if (depth > maxDepth) fail(`nested deeper than ${maxDepth} levels`, line, column);
  };
  visit(
    text,
    {
      onObjectBegin(_offset, _length, line, column) {
        enter(line, column);
        keysOfOpenObjects.push(new Set());
      },
      onObjectProperty(key, _offset, _length, line, column, readPath) {
        const keys = keysOfOpenObjects.at(-1);
        if (keys?.has(key) === true) {
          fail(`duplicate key ${JSON.stringify(key)} in ${formatPointer(readPath())}`, line, column);
        }
        keys?.add(key);
      },
      onObjectEnd() {
        depth -= 1;
        keysOfOpenObjects.pop();
      },
      onArrayBegin(_offset, _length, line, column) {
        enter(line, column);
      },
      onArrayEnd() {
        depth -= 1;
      },
      onLiteralValue(value, offset, length, line, column, readPath) {
        if (typeof value === "number" && !Number.isFinite(value)) fail("a number too large to be held", line, column);
        // 2^53 has 16 digits.
        if (typeof value !== "number" || length < 16) return;
        const source = text.slice(offset, offset + length);
        if (/^-?\d+$/u.test(source) && String(value) !== source)
          found.push({ path: readPath(), value: BigInt(source) });
      },
      onError(code, _offset, _length, line, column) {
        const what = yaml.test(text) ? " but YAML, which is not read here: convert it to JSON first" : "";
        fail(`not JSON${what} (${printParseErrorCode(code)})`, line, column);
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return found;
}
