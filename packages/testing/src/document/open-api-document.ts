/** The parts of an OpenAPI document that the mock looks at itself; Prism reads the rest. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, PathItem>>;
}

/** One path: its operations by method, and what they share. */
type PathItem = Readonly<Record<string, unknown>>;

/**
 * Narrows a parsed document.
 *
 * @throws TypeError when it is not OpenAPI 3, or refers to other documents, which would be fetched
 */
export function checkDocument(value: unknown): OpenApiDocument {
  if (!isObject(value) || typeof value["openapi"] !== "string" || !value["openapi"].startsWith("3.")) {
    throw new TypeError('The mock needs an OpenAPI 3 document: an object whose "openapi" starts with "3."');
  }
  if (!isObject(value["paths"])) throw new TypeError('The mock needs an OpenAPI document with "paths"');
  if (/"\$ref":"(?!#)/.test(JSON.stringify(value))) {
    throw new TypeError("The mock reads one document only: bundle the files it refers to by $ref into it");
  }
  // Safe: both members that the interface has were just checked, and path items are looked into with care.
  return value as unknown as OpenApiDocument;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
