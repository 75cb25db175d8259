import type { JsonObject } from "../json/json-value.ts";
import { normalizeDocument } from "../normal/normalize-document.ts";
import type { CatalogEntry } from "./catalog-entry.ts";
import { describeOperations } from "./describe-operations.ts";

/**
 * Makes the catalog of a document: what `createClient({ catalog })` needs to call every operation of it. Reads nothing
 * but operations and their parameters: where requests go stays with the client.
 *
 * @param document a parsed OpenAPI 3.0 or 3.1 document, checked with `checkDocument`
 * @throws DocumentError naming the operation that could not be sent
 *
 * @example
 * ```ts
 * const catalog = readCatalog(parseDocument(text, { file: "openapi.json", keywords: "tolerant" }));
 * ```
 */
export function readCatalog(document: JsonObject): CatalogEntry[] {
  return describeOperations(normalizeDocument(document)).map(
    ({ description: _description, data: _data, parameters, ...entry }) => ({
      ...entry,
      parameters: parameters.map(({ name, in: place, required, removed, types, enum: values }) => ({
        name,
        in: place,
        required,
        ...(removed === undefined ? {} : { removed }),
        types,
        ...(values === undefined ? {} : { enum: values }),
      })),
    }),
  );
}
