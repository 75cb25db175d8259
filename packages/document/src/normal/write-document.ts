import { sortKeys } from "../json/canonical-json.ts";
import { compareText } from "../json/compare-text.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { setOwn } from "../json/set-own.ts";
import type { OpenApiDocument } from "../open-api.ts";
import type { KeptNames } from "./give-names.ts";
import { nameTypes } from "./name-type.ts";
import type { NormalBody, NormalDocument, NormalOperation, NormalParameter } from "./normal-document.ts";
import { findProperty, listRequired, type SchemaUse } from "./schema-node.ts";
import { createReplyWriter, type ReplyWriter, writeContents } from "./write-replies.ts";
import { type SchemaRoot, type WrittenSchemas, writeSchemas } from "./write-schemas.ts";

/** A document written back from its normal form, and what its types are called. */
export interface WrittenDocument {
  /** OpenAPI 3.1: every parameter and body in its place, and no component but schemas. */
  document: OpenApiDocument;
  schemas: JsonObject;
  /** The operations as they stand in it, by `"GET /path"`. */
  operations: ReadonlyMap<string, JsonObject>;
  /** Writes a schema of the form as it stands in the document. */
  write: (use: SchemaUse) => JsonValue;
  /** Names the component of what an operation's `data` holds. */
  nameOf: (use: SchemaUse) => string | undefined;
}

/**
 * Writes the normal form back as a document: the same bytes for two documents that mean the same.
 *
 * @param keptNames what types of operations have been called before, by `"GET /path"`
 */
export function writeDocument(normal: NormalDocument, keptNames?: KeptNames): WrittenDocument {
  const schemas = writeSchemas(listRoots(normal, nameTypes(normal.operations, keptNames)));
  const replies = createReplyWriter(normal, schemas);
  const paths: Record<string, JsonObject> = {};
  const operations = new Map<string, JsonObject>();
  for (const operation of normal.operations) {
    const item = Object.hasOwn(paths, operation.path) ? (paths[operation.path] ?? {}) : {};
    const written = writeOperation(operation, schemas, replies);
    operations.set(operation.name, written);
    setOwn(paths, operation.path, { ...item, [operation.method.toLowerCase()]: written });
  }
  const { info, servers, security, tags } = normal.document;
  const kept = Object.entries({ info, servers, security, tags }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, sortKeys(value)]],
  );
  const schemes = readSchemes(normal.document);
  return {
    document: {
      openapi: "3.1.0",
      ...Object.fromEntries(kept),
      paths,
      components: {
        schemas: schemas.components,
        responses: replies.components,
        ...(schemes === undefined ? {} : { securitySchemes: sortKeys(schemes) }),
      },
    },
    schemas: schemas.components,
    operations,
    write: schemas.write,
    nameOf: schemas.nameOf,
  };
}

/** What callers see by name comes first, since names further in come from where something is first used. */
function listRoots({ operations }: NormalDocument, types: ReadonlyMap<object, string>): SchemaRoot[] {
  const data = operations.flatMap(({ data: use }, index): SchemaRoot[] =>
    use === undefined ? [] : [{ use, place: `${types.get(operations[index] ?? {}) ?? ""}Data`, isNamed: true }],
  );
  const envelope = findEnvelope(operations);
  const rest = operations.flatMap((operation) => {
    const type = types.get(operation) ?? "";
    return [
      ...operation.parameters.map(({ schema, name }) => ({ use: schema, place: `${type} ${name}`, isNamed: false })),
      ...(operation.body?.contents ?? []).map(({ schema }) => ({ use: schema, place: `${type}Body`, isNamed: false })),
      ...operation.replies.flatMap(({ status, contents, headers }) => [
        ...contents.map(({ schema }) => ({ use: schema, place: `${type}Reply${status}`, isNamed: false })),
        ...headers.map(({ schema, name }) => ({ use: schema, place: `${type}Reply${status} ${name}`, isNamed: false })),
      ]),
    ];
  });
  return [...data, ...(envelope === undefined ? [] : [{ use: envelope, place: "Envelope", isNamed: false }]), ...rest];
}

/** What most replies are, where it carries a business code. */
function findEnvelope(operations: readonly NormalOperation[]): SchemaUse | undefined {
  const all = operations.flatMap(({ replies }) =>
    replies.flatMap(({ contents }) => contents.map(({ schema }) => schema)),
  );
  const envelopes = all.filter(({ node }) => findProperty(node, "code") !== undefined);
  const [most] = [...Map.groupBy(envelopes, ({ node }) => node.key)].toSorted(
    ([key, one], [otherKey, other]) => other.length - one.length || compareText(key, otherKey),
  );
  return most?.[1][0];
}

function writeOperation(normal: NormalOperation, schemas: WrittenSchemas, writer: ReplyWriter): JsonObject {
  const { operation, parameters, body, replies } = normal;
  // An operationId names nothing of ours, and changes without notice.
  const { tags, summary, description, security } = operation;
  const deprecated = operation["deprecated"] === true ? true : undefined;
  const kept = Object.entries({ tags, summary, description, deprecated, security }).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  const inPlace = parameters.filter((parameter) => parameter.in !== "form");
  return {
    ...Object.fromEntries(kept),
    ...(inPlace.length === 0 ? {} : { parameters: inPlace.map((parameter) => writeParameter(parameter, schemas)) }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: isNeeded(body), content: writeContents(body.contents, schemas) } }),
    responses: Object.fromEntries(replies.map((reply) => [reply.status, writer.write(reply)])),
  };
}

/** What has to be sent makes its body required in all but name. */
function isNeeded({ required, contents }: NormalBody): boolean {
  return required || (contents.length > 0 && contents.every(({ schema }) => listRequired(schema.node).size > 0));
}

function writeParameter(parameter: NormalParameter, schemas: WrittenSchemas): JsonObject {
  const { name, in: place, required, deprecated, description, style, explode, contentType, schema } = parameter;
  const written = schemas.write(schema);
  return {
    name,
    in: place,
    required,
    ...(deprecated ? { deprecated } : {}),
    ...(description === undefined ? {} : { description }),
    ...(typeof contentType === "string"
      ? { content: { [contentType]: { schema: written } } }
      : { style, explode, schema: written }),
  };
}

function readSchemes({ components }: JsonObject): JsonValue | undefined {
  return typeof components === "object" && components !== null && !Array.isArray(components)
    ? components["securitySchemes"]
    : undefined;
}
