import { checkDocument } from "../check/check-document.ts";
import { revealHidden } from "../check/hidden-text.ts";
import { DocumentError } from "../document-error.ts";
import { copyJson } from "../json/copy-json.ts";
import type { JsonValue } from "../json/json-value.ts";
import { parseJson } from "../json/parse-json.ts";
import { normalizeDocument } from "../normal/normalize-document.ts";
import type { LocatedOperation } from "../operation/operations.ts";
import type { CatalogEntry } from "./catalog-entry.ts";
import { findEntryProblem, findPathProblem } from "./check-entry.ts";
import { describeOperations } from "./describe-operations.ts";
import { maxOperations, maxTextLength } from "./limits.ts";

/** What becomes of what cannot be sent. */
export interface CatalogOptions {
  /** Told in one line of each operation that the client could not send, such as one with a JSON body, which is then left
   * out. @default the document is refused */
  readonly onLeftOut?: (problem: string) => void;
  /** Refuses a document whose schemas take longer to be read, in milliseconds. @default 20_000 */
  readonly maxMs?: number;
}

/**
 * Makes the catalog of a document: what `createClient({ catalog })` needs to call every operation of it. Reads nothing
 * but operations and their parameters. Where requests go stays with the client: servers are not read, and a path that
 * could lead elsewhere is refused.
 *
 * @param document an OpenAPI 3.0 or 3.1 document as JSON text, or parsed; at most 16 Mi characters, 128 levels and
 *   10,000 operations, read within `maxMs`
 * @throws DocumentError in one line: what is wrong, and where
 *
 * @example
 * ```ts
 * const catalog = readCatalog(await readFile("openapi.json", "utf8"));
 * const client = createClient({ catalog });
 * ```
 */
export function readCatalog(document: unknown, options: CatalogOptions = {}): CatalogEntry[] {
  try {
    return read(document, options);
  } catch (error) {
    if (error instanceof DocumentError) throw new DocumentError(toLine(error.message), { cause: error });
    if (!(error instanceof RangeError)) throw error;
    throw new DocumentError("the document goes through too many steps to be followed", { cause: error });
  }
}

function read(document: unknown, { onLeftOut, maxMs = 20_000 }: CatalogOptions): CatalogEntry[] {
  const value = typeof document === "string" ? parse(document) : copy(document);
  const source = typeof document === "string" ? { file, text: document } : { file };
  const checked = checkDocument(value, { ...source, keywords: "tolerant" });
  let count = 0;
  // Looked at one by one before any of them is read.
  const isWanted = ({ name, method, path }: LocatedOperation): true => {
    count += 1;
    refuse(count > maxOperations ? tooMany : undefined);
    refuse(findPathProblem(method, path), name);
    return true;
  };
  const normal = normalizeDocument(checked, isWanted, { requestsOnly: true, maxMs });
  const report = onLeftOut && ((problem: string): void => onLeftOut(toLine(problem)));
  const entries = describeOperations(normal, report).map(toEntry);
  for (const entry of entries) refuse(findEntryProblem(entry), entry.operation);
  return entries;
}

const file = "the document";
const tooMany = `has more than ${maxOperations} operations`;

function parse(text: string): JsonValue {
  refuse(text.length > maxTextLength ? `is longer than ${maxTextLength} characters` : undefined);
  const value = parseJson(text, file);
  countPaths(value);
  return value;
}

function copy(document: unknown): JsonValue {
  countPaths(document);
  return copyJson(document);
}

function countPaths(document: unknown): void {
  if (typeof document !== "object" || document === null || !("paths" in document)) return;
  refuse(Object.keys(Object(document.paths)).length > maxOperations ? tooMany : undefined);
}

function refuse(problem: string | undefined, subject: string = file): void {
  if (problem !== undefined) throw new DocumentError(`${subject} ${problem}`);
}

/** Names of a document may be long, and hold line ends and what turns text round. */
function toLine(message: string): string {
  const line = revealHidden(message.slice(0, 600));
  return line.length > 400 ? `${line.slice(0, 400)} …` : line;
}

function toEntry(operation: ReturnType<typeof describeOperations>[number]): CatalogEntry {
  const { description: _description, data: _data, parameters, ...entry } = operation;
  return {
    ...entry,
    parameters: parameters.map(({ name, in: place, required, removed, types, enum: values }) => ({
      name,
      in: place,
      required,
      ...(removed === undefined ? {} : { removed }),
      types,
      ...(values === undefined ? {} : { enum: values }),
    })),
  };
}
