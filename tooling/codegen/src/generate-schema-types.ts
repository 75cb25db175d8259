import { createConfig } from "@redocly/openapi-core";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

/**
 * Writes TypeScript types for a document with openapi-typescript.
 *
 * The document must have been checked: openapi-typescript's own linting is left out, since it would cost a third of the
 * time and could only repeat what was found before. The document may be changed.
 */
export async function generateSchemaTypes(document: object): Promise<string> {
  const redocly = await createConfig({ rules: {} });
  // oxlint-disable-next-line no-unsafe-type-assertion -- the caller has checked that it is an OpenAPI 3 document
  return astToString(await openapiTS(document as OpenAPI3, { redocly, silent: true }));
}
