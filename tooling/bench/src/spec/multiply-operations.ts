/** A copy of an OpenAPI document with `times` as many operations: every path again with a suffix. */
export function multiplyOperations(document: string, times: number): object {
  // Safe: the caller's document has been generated from before.
  const parsed = JSON.parse(document) as { paths: Readonly<Record<string, object>> };
  const paths = Object.entries(parsed.paths).flatMap(([path, item]) =>
    Array.from({ length: times }, (_, copy) => [`${path}${copy === 0 ? "" : `/copy-${copy}`}`, rename(item, copy)]),
  );
  return { ...parsed, paths: Object.fromEntries(paths) };
}

// Two operations must not share an id.
function rename(item: object, copy: number): object {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]: [string, unknown]) =>
      typeof operation === "object" && operation !== null && "operationId" in operation
        ? [method, { ...operation, operationId: `${String(operation.operationId)}${copy === 0 ? "" : `_copy${copy}`}` }]
        : [method, operation],
    ),
  );
}
