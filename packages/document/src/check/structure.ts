/**
 * What OpenAPI 3.0 and 3.1 and JSON Schema 2020-12 say may stand where, as data. `x-…` is allowed everywhere and not
 * listed. Source: https://spec.openapis.org/oas/v3.1.1 and https://json-schema.org/draft/2020-12.
 */
export type Rule = "any" | "string" | "boolean" | "number" | "types" | ObjectKind | { list: Rule } | { map: Rule };

/** The kinds of object a document is made of. */
export type ObjectKind =
  | "Document"
  | "Info"
  | "Server"
  | "Tag"
  | "ExternalDocs"
  | "Components"
  | "PathItem"
  | "Operation"
  | "Parameter"
  | "Header"
  | "RequestBody"
  | "MediaType"
  | "Response"
  | "Example"
  | "Schema";

/** What one kind of object may hold. */
export interface ObjectRule {
  /** A `{ "$ref": … }` may stand in its place. */
  referable?: true;
  required?: readonly string[];
  fields: Readonly<Record<string, Rule>>;
}

const parameterFields: Readonly<Record<string, Rule>> = {
  description: "string",
  required: "boolean",
  deprecated: "boolean",
  allowEmptyValue: "boolean",
  style: "string",
  explode: "boolean",
  allowReserved: "boolean",
  schema: "Schema",
  content: { map: "MediaType" },
  example: "any",
  examples: { map: "Example" },
};

export const structure: Readonly<Record<ObjectKind, ObjectRule>> = {
  Document: {
    required: ["openapi", "info", "paths"],
    fields: {
      openapi: "string",
      info: "Info",
      jsonSchemaDialect: "string",
      servers: { list: "Server" },
      paths: { map: "PathItem" },
      webhooks: { map: "PathItem" },
      components: "Components",
      security: { list: "any" },
      tags: { list: "Tag" },
      externalDocs: "ExternalDocs",
    },
  },
  Info: {
    required: ["title", "version"],
    fields: {
      title: "string",
      summary: "string",
      description: "string",
      termsOfService: "string",
      contact: "any",
      license: "any",
      version: "string",
    },
  },
  Server: { required: ["url"], fields: { url: "string", description: "string", variables: "any" } },
  Tag: { required: ["name"], fields: { name: "string", description: "string", externalDocs: "ExternalDocs" } },
  ExternalDocs: { required: ["url"], fields: { url: "string", description: "string" } },
  Components: {
    fields: {
      schemas: { map: "Schema" },
      responses: { map: "Response" },
      parameters: { map: "Parameter" },
      examples: { map: "Example" },
      requestBodies: { map: "RequestBody" },
      headers: { map: "Header" },
      securitySchemes: { map: "any" },
      links: { map: "any" },
      callbacks: { map: "any" },
      pathItems: { map: "PathItem" },
    },
  },
  PathItem: {
    fields: {
      $ref: "string",
      summary: "string",
      description: "string",
      get: "Operation",
      put: "Operation",
      post: "Operation",
      delete: "Operation",
      options: "Operation",
      head: "Operation",
      patch: "Operation",
      trace: "Operation",
      servers: { list: "Server" },
      parameters: { list: "Parameter" },
    },
  },
  Operation: {
    required: ["responses"],
    fields: {
      tags: { list: "string" },
      summary: "string",
      description: "string",
      externalDocs: "ExternalDocs",
      operationId: "string",
      parameters: { list: "Parameter" },
      requestBody: "RequestBody",
      responses: { map: "Response" },
      callbacks: { map: "any" },
      deprecated: "boolean",
      security: { list: "any" },
      servers: { list: "Server" },
    },
  },
  Parameter: {
    referable: true,
    required: ["name", "in"],
    fields: { name: "string", in: "string", ...parameterFields },
  },
  Header: { referable: true, fields: parameterFields },
  RequestBody: {
    referable: true,
    required: ["content"],
    fields: { description: "string", content: { map: "MediaType" }, required: "boolean" },
  },
  MediaType: {
    fields: { schema: "Schema", example: "any", examples: { map: "Example" }, encoding: { map: "any" } },
  },
  Response: {
    referable: true,
    required: ["description"],
    fields: {
      description: "string",
      headers: { map: "Header" },
      content: { map: "MediaType" },
      links: { map: "any" },
    },
  },
  Example: {
    referable: true,
    fields: { summary: "string", description: "string", value: "any", externalValue: "string" },
  },
  Schema: {
    fields: {
      $ref: "string",
      $id: "string",
      $schema: "string",
      $anchor: "string",
      $dynamicRef: "string",
      $dynamicAnchor: "string",
      $vocabulary: "any",
      $comment: "string",
      $defs: { map: "Schema" },
      title: "string",
      description: "string",
      type: "types",
      enum: { list: "any" },
      const: "any",
      default: "any",
      examples: { list: "any" },
      example: "any",
      format: "string",
      nullable: "boolean",
      deprecated: "boolean",
      readOnly: "boolean",
      writeOnly: "boolean",
      discriminator: "any",
      xml: "any",
      externalDocs: "ExternalDocs",
      multipleOf: "number",
      maximum: "number",
      minimum: "number",
      exclusiveMaximum: "any",
      exclusiveMinimum: "any",
      maxLength: "number",
      minLength: "number",
      pattern: "string",
      maxItems: "number",
      minItems: "number",
      uniqueItems: "boolean",
      maxContains: "number",
      minContains: "number",
      maxProperties: "number",
      minProperties: "number",
      required: { list: "string" },
      dependentRequired: { map: { list: "string" } },
      properties: { map: "Schema" },
      patternProperties: { map: "Schema" },
      additionalProperties: "Schema",
      propertyNames: "Schema",
      unevaluatedProperties: "Schema",
      items: "Schema",
      prefixItems: { list: "Schema" },
      contains: "Schema",
      unevaluatedItems: "Schema",
      contentEncoding: "string",
      contentMediaType: "string",
      contentSchema: "Schema",
      allOf: { list: "Schema" },
      anyOf: { list: "Schema" },
      oneOf: { list: "Schema" },
      not: "Schema",
      if: "Schema",
      // oxlint-disable-next-line no-thenable -- JSON Schema's own keyword; nothing awaits this table
      then: "Schema",
      else: "Schema",
      dependentSchemas: { map: "Schema" },
    },
  },
};

/** Tells the kinds of object from the other rules. */
export function isObjectKind(rule: Rule): rule is ObjectKind {
  return typeof rule === "string" && Object.hasOwn(structure, rule);
}
