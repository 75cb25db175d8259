import type { CatalogEntry } from "./catalog-entry.ts";
import type { DescribedOperation } from "./describe-operations.ts";
import { type CatalogOptions, readDescribed } from "./read-described.ts";

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
  return readDescribed(document, { ...options, requestsOnly: true }).operations.map(toEntry);
}

function toEntry({ parameters, ...operation }: DescribedOperation): CatalogEntry {
  const { removed: removedOn } = operation;
  return {
    operation: operation.operation,
    method: operation.method,
    path: operation.path,
    token: operation.token,
    deprecated: operation.deprecated,
    ...(removedOn === undefined ? {} : { removed: removedOn }),
    hidden: operation.hidden,
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
