import { checkDocument } from "../check/check-document.ts";
import { revealHidden } from "../check/hidden-text.ts";
import { DocumentError } from "../document-error.ts";
import { copyJson } from "../json/copy-json.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { parseJson } from "../json/parse-json.ts";
import { normalizeDocument } from "../normal/normalize-document.ts";
import type { LocatedOperation } from "../operation/operations.ts";
import { findEntryProblem, findPathProblem } from "./check-entry.ts";
import { type DescribedOperation, describeOperations } from "./describe-operations.ts";
import { maxOperations, maxTextLength } from "./limits.ts";

/** What becomes of what cannot be sent. */
export interface CatalogOptions {
  /** Told in one line of each operation that the client could not send, such as one with a JSON body, which is then left
   * out. @default the document is refused */
  readonly onLeftOut?: (problem: string) => void;
  /** Refuses a document whose schemas take longer to be read, in milliseconds. @default 20_000 */
  readonly maxMs?: number;
}

/** What of a document's operations is read. */
export interface DescribedOptions extends CatalogOptions {
  /** Leaves out what comes back, and the time that takes. */
  readonly requestsOnly: boolean;
}

/**
 * Reads the operations of a document of others, all of which the client can send.
 *
 * @throws DocumentError in one line: what is wrong, and where
 */
export function readDescribed(
  document: unknown,
  options: DescribedOptions,
): { document: JsonObject; operations: DescribedOperation[] } {
  try {
    return read(document, options);
  } catch (error) {
    if (error instanceof DocumentError) throw new DocumentError(toLine(error.message), { cause: error });
    if (!(error instanceof RangeError)) throw error;
    throw new DocumentError("the document goes through too many steps to be followed", { cause: error });
  }
}

function read(
  document: unknown,
  { onLeftOut, maxMs = 20_000, requestsOnly }: DescribedOptions,
): ReturnType<typeof readDescribed> {
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
  const normal = normalizeDocument(checked, isWanted, { requestsOnly, maxMs });
  const report = onLeftOut && ((problem: string): void => onLeftOut(toLine(problem)));
  const operations = describeOperations(normal, report);
  for (const operation of operations) refuse(findEntryProblem(operation), operation.operation);
  return { document: checked, operations };
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
