export { generateSchemaTypes } from "./generate-schema-types.ts";
