import { DocumentError } from "../document-error.ts";
import type { Prose } from "./prose.ts";
import { type CatalogOptions, readDescribed } from "./read-described.ts";
import { toProse } from "./to-prose.ts";

/**
 * Reads what a document says to people about the operations that `readCatalog` makes of it: titles, words to search by,
 * descriptions of parameters, and what a reply holds where the document types it. All of it is somebody else's text:
 * encode it where it is shown.
 *
 * @param document an OpenAPI 3.0 or 3.1 document, as `readCatalog` takes it
 * @throws DocumentError in one line: what is wrong, and where
 *
 * @example
 * ```ts
 * const prose = readProse(await readFile("openapi.json", "utf8"));
 * const titles = new Map(prose.operations.map(({ operation, summary }) => [operation, summary]));
 * ```
 */
export function readProse(document: unknown, options: CatalogOptions = {}): Prose {
  const read = readWithReplies(document, options);
  return toProse(read.document, read.operations);
}

/** Replies that cannot be followed are told as untyped: the operations can be called and found all the same. */
function readWithReplies(document: unknown, options: CatalogOptions): ReturnType<typeof readDescribed> {
  const leftOut: string[] = [];
  try {
    const read = readDescribed(document, {
      ...options,
      ...(options.onLeftOut && { onLeftOut: (problem: string): unknown => leftOut.push(problem) }),
      requestsOnly: false,
    });
    for (const problem of leftOut) options.onLeftOut?.(problem);
    return read;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return readDescribed(document, { ...options, requestsOnly: true });
  }
}
