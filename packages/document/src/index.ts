/**
 * One reading of an OpenAPI 3.0 or 3.1 document: checked, references followed, `allOf` merged. Whatever a document is
 * spelled like, what means the same reads the same.
 *
 * @packageDocumentation
 */
export { DocumentError } from "./document-error.ts";
export { httpMethods, type OpenApiDocument } from "./open-api.ts";
export { createReading, type Reading } from "./reading.ts";
export { type CanonicalOptions, canonicalizeDocument } from "./canonicalize.ts";
export { dropRepeatedIds } from "./drop-repeated-ids.ts";

export { isDecodable } from "./check/is-decodable.ts";
export { checkDocument, type DocumentSource } from "./check/check-document.ts";
export type { KeywordPolicy } from "./check/keyword-policy.ts";
export { parseJson } from "./json/parse-json.ts";

export { formatCanonicalJson, formatCanonicalSet, sortKeys } from "./json/canonical-json.ts";
export { compareText } from "./json/compare-text.ts";
export { dropExtensions } from "./json/drop-extensions.ts";
export { getField, getList, getObject, getText, listFields } from "./json/json-fields.ts";
export { formatPointer, type JsonPath, parsePointer } from "./json/json-pointer.ts";
export { isJsonObject, type JsonObject, type JsonValue } from "./json/json-value.ts";
export { setOwn } from "./json/set-own.ts";
export { stringifyJson } from "./json/stringify-json.ts";
export { intersect, isSameSet, isSubset } from "./json/sets.ts";

export { type FlatSchema } from "./schema/flat-schema.ts";
export { identify, intern } from "./schema/intern-conjunction.ts";
export { isAnything, isOnlyAlternatives } from "./schema/is-anything.ts";
export type { References } from "./schema/references.ts";
export {
  conditionKeywords,
  constraintKeywords,
  opaqueConditions,
  partKeywords,
  proseKeywords,
  schemaMapKeywords,
  serialisationKeywords,
} from "./schema/schema-keywords.ts";
export { findByReference } from "./schema/find-by-reference.ts";
export { type Discriminator, readDiscriminator } from "./schema/read-discriminator.ts";
export { anySchema, readSchemaSite, type SchemaSite } from "./schema/schema-site.ts";
export { formatTypes, intersectTypes } from "./schema/schema-types.ts";

export { listOperations, type LocatedOperation, readOperations } from "./operation/operations.ts";
export {
  isRequired,
  isSameParameter,
  type Parameter,
  type Parameters,
  readParameters,
} from "./operation/parameters.ts";
export { putOperation } from "./operation/put-operation.ts";
export { formType, ignoredHeader, readContent, readResponses } from "./operation/read-content.ts";
export { readEncoding, readSerialisation, type Serialisation } from "./operation/read-serialisation.ts";

export type {
  NormalBody,
  NormalContent,
  NormalDocument,
  NormalOperation,
  NormalParameter,
  NormalReply,
} from "./normal/normal-document.ts";
export { normalizeDocument, type ReadingOptions } from "./normal/normalize-document.ts";
export { giveNames, type KeptNames, type Naming } from "./normal/give-names.ts";
export { createSchemaClasses, type TellClass } from "./normal/schema-classes.ts";
export { nameTypes, toPascalCase } from "./normal/name-type.ts";
export {
  isUntyped,
  listParts,
  listProperties,
  listTypes,
  listValues,
  type SchemaNode,
  type SchemaPart,
  type SchemaUse,
} from "./normal/schema-node.ts";
export { writeSchema } from "./normal/write-schemas.ts";
export { writeDocument, type WrittenDocument } from "./normal/write-document.ts";

export type { Catalog, CatalogEntry, CatalogParameter, ParameterType } from "./catalog/catalog-entry.ts";
export {
  type DescribedOperation,
  type DescribedParameter,
  describeOperations,
  removedMark,
} from "./catalog/describe-operations.ts";
export { tokenName } from "./catalog/token-name.ts";
export { checkCatalog } from "./catalog/check-catalog.ts";
export { checkProse } from "./catalog/check-prose.ts";
export { readCatalog } from "./catalog/read-catalog.ts";
export type { CatalogOptions } from "./catalog/read-described.ts";
export type { Note, OperationProse, ParameterProse, PlatformProse, Prose } from "./catalog/prose.ts";
export { readProse } from "./catalog/read-prose.ts";
export { toProse } from "./catalog/to-prose.ts";
