import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";

/** The validator of every schema here: JSON Schema 2020-12, as OpenAPI 3.1 has it, formats included. */
export function createAjv(options: { readonly coerceTypes: boolean }): Ajv2020 {
  // Not strict: OpenAPI's own keywords (`example`, `discriminator`) are in the schemas, too.
  const ajv = new Ajv2020({ ...options, strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  return ajv;
}
