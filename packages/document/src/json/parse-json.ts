import { printParseErrorCode, visit } from "jsonc-parser";
import { DocumentError } from "../document-error.ts";
import type { JsonValue } from "./json-value.ts";
import { formatPointer } from "./json-pointer.ts";

/** Deeper than any real document; shallow enough for every recursive reader behind this one. */
const maxDepth = 128;

/**
 * Parses strict JSON, refusing what `JSON.parse` lets through: a key written twice (the last one would win in silence),
 * a number that becomes `Infinity` (`1e400`), and nesting deep enough to exhaust the stack. Integers that a number would
 * round become bigints.
 *
 * @throws DocumentError naming `file`, line and column.
 */
export function parseJson(text: string, file: string): JsonValue {
  refuseUnclear(text, file);
  // Without a reviver the parser is several times faster.
  const value: JsonValue = longDigits.test(text) ? JSON.parse(text, keepLongInteger) : JSON.parse(text);
  return value;
}

/** 2^53 has 16 digits. */
const longDigits = /\d{16}/u;

// The third argument is younger than the compiler's library; Node passes it since version 21.
function keepLongInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== "number" || source === undefined || !/^-?\d+$/u.test(source)) return value;
  return String(value) === source || Object.is(value, -0) ? value : BigInt(source);
}

/** The first line that says anything is a key, or begins a document of YAML's. */
const yaml = /^\uFEFF?(?:[ \t]*(?:#.*)?\r?\n)*(?:%YAML\b|---|["']?[\w-]+["']?[ \t]*:(?:\s|$))/u;

function refuseUnclear(text: string, file: string): void {
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
      onLiteralValue(value, _offset, _length, line, column) {
        if (typeof value === "number" && !Number.isFinite(value)) fail("a number too large to be held", line, column);
      },
      onError(code, _offset, _length, line, column) {
        const what = yaml.test(text) ? " but YAML, which is not read here: convert it to JSON first" : "";
        fail(`not JSON${what} (${printParseErrorCode(code)})`, line, column);
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
}
