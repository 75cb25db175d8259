import { DocumentError } from "../document-error.ts";
import { compareText } from "../json/compare-text.ts";
import { getField, getObject, getText } from "../json/json-fields.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { type LocatedOperation, readOperations } from "../operation/operations.ts";
import { isRequired, readParameters } from "../operation/parameters.ts";
import {
  formType,
  ignoredHeader,
  readBody,
  readContent,
  readExamples,
  readResponses,
} from "../operation/read-content.ts";
import { readEncoding, readSerialisation } from "../operation/read-serialisation.ts";
import { createReading, type Reading } from "../reading.ts";
import type {
  NormalBody,
  NormalContent,
  NormalDocument,
  NormalOperation,
  NormalParameter,
  NormalReply,
} from "./normal-document.ts";
import { findProperty, isUntyped, listProperties, listRequired, listValues } from "./schema-node.ts";
import { watchTime } from "../watch-time.ts";
import { createSchemaReader, type Hidden, type SchemaReader } from "./schema-reader.ts";

/** How much is read, and for how long. */
export interface ReadingOptions {
  /** Leaves out what comes back, and the time that takes. @default false */
  requestsOnly?: boolean;
  /** Refuses a document that takes longer, in milliseconds: for those of others. @default no limit */
  maxMs?: number | undefined;
}

/**
 * Brings a document into its normal form: two spellings that mean the same have the same.
 *
 * @param isWanted leaves out the operations it says no to, and the time they take
 * @throws DocumentError for references that lead nowhere or round in a circle, and for schemas without end.
 */
export function normalizeDocument(
  document: JsonObject,
  isWanted: (operation: LocatedOperation) => boolean = () => true,
  { requestsOnly = false, maxMs }: ReadingOptions = {},
): NormalDocument {
  try {
    const reading = createReading(document, maxMs === undefined ? undefined : watchTime(maxMs));
    const schemas = createSchemaReader(reading);
    const context: Context = { reading, schemas, replies: new Map(), requestsOnly };
    const located = readOperations(getObject(document, "paths"), reading.references);
    const operations = [...located.values()].filter(isWanted).map((one) => readOperation(one, context));
    schemas.settle();
    return { operations, document };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DocumentError("schemas refer to each other through too many steps to be followed", { cause: error });
  }
}

interface Context {
  reading: Reading;
  schemas: SchemaReader;
  /** By what stands in the document: most replies are shared. */
  replies: Map<JsonObject, Omit<NormalReply, "status">>;
  requestsOnly: boolean;
}

/** Reads one operation; the reader of schemas settles them when all are read. */
export function readOperation(located: LocatedOperation, context: Context): NormalOperation {
  const { operation } = located;
  const body = readRequestBody(operation, context);
  const replies = context.requestsOnly ? [] : readReplies(operation, context);
  const reply = replies.find(({ status }) => status === "200") ?? replies.find(({ status }) => status.startsWith("2"));
  const envelope = reply?.contents[0]?.schema.node;
  const data = envelope && findProperty(envelope, "data")?.use;
  const code = envelope && findProperty(envelope, "code")?.use;
  return {
    ...located,
    parameters: [...listParameters(located, context), ...(body === undefined ? [] : listFormFields(body, context))],
    ...(body === undefined ? {} : { body }),
    replies,
    ...(data === undefined || isUntyped(data.node) ? {} : { data }),
    codes: ((code && listValues(code.node)) ?? []).filter((value) => Number.isSafeInteger(value)).map(Number),
  };
}

function listParameters({ pathItem, operation }: LocatedOperation, { reading, schemas }: Context): NormalParameter[] {
  return [...readParameters(reading.references, pathItem, operation).values()].map((parameter) => {
    const { name, place, value } = parameter;
    const [content] = readContent(value);
    const schema = schemas.read(
      content === undefined ? getField(value, "schema") : getField(content[1], "schema"),
      "readOnly",
    );
    const { style, explode, allowReserved } = readSerialisation(value, place);
    const prose = getField(value, "description") ?? schema.words.get("description");
    return {
      name,
      // Safe: whatever else stands there is refused by whoever sends.
      in: place as NormalParameter["in"],
      required: isRequired(parameter),
      deprecated: getField(value, "deprecated") === true || schema.words.get("deprecated") === true,
      ...(typeof prose === "string" ? { description: prose } : {}),
      style,
      explode,
      allowReserved,
      contentType: content?.[0] ?? null,
      schema,
      ...(parameter.isRepeated === true ? { isRepeated: true as const } : {}),
      source: value,
    };
  });
}

function listFormFields({ contents }: NormalBody, { schemas }: Context): NormalParameter[] {
  const form = contents.find(({ mediaType }) => mediaType === formType);
  if (form === undefined) return [];
  const { node } = form.schema;
  const required = listRequired(node);
  const encodings = isJsonObject(form.encoding) ? form.encoding : {};
  const told = new Map(listProperties(node).map(({ name = "", use }) => [name, use]));
  // What is asked for is a field, also where nothing else is said of it.
  for (const name of required) if (!told.has(name)) told.set(name, schemas.read(undefined, "readOnly"));
  return [...told]
    .map(([name, use]) => {
      const description = use.words.get("description");
      const { headers: _headers, ...serialisation } = readEncoding(getField(encodings, name));
      return {
        name,
        in: "form" as const,
        required: required.has(name),
        deprecated: use.words.get("deprecated") === true,
        ...(typeof description === "string" ? { description } : {}),
        ...serialisation,
        schema: use,
        source: {},
      };
    })
    .toSorted((one, other) => compareText(one.name, other.name));
}

function readRequestBody(operation: JsonObject, context: Context): NormalBody | undefined {
  const body = readBody(operation, context.reading);
  if (body === undefined) return undefined;
  return { required: getField(body, "required") === true, contents: readContents(body, "readOnly", context) };
}

function readContents(owner: JsonObject, hidden: Hidden, { reading, schemas }: Context): NormalContent[] {
  return [...readContent(owner)].map(([mediaType, content]) => {
    const encoding = getField(content, "encoding");
    return {
      mediaType,
      schema: schemas.read(getField(content, "schema"), hidden),
      examples: readExamples(content, reading),
      ...(encoding === undefined ? {} : { encoding }),
    };
  });
}

function readReplies(operation: JsonObject, context: Context): NormalReply[] {
  return [...readResponses(operation)].map(([status, listed]) => {
    const reply = context.reading.references.resolve(listed).value;
    const known = context.replies.get(reply) ?? readReply(reply, context);
    context.replies.set(reply, known);
    return { status, ...known };
  });
}

function readReply(reply: JsonObject, context: Context): Omit<NormalReply, "status"> {
  const listed = Object.entries(getObject(reply, "headers") ?? {});
  const headers = listed
    .filter(([name]) => name.toLowerCase() !== ignoredHeader)
    .map(([name, value]) => {
      const header = context.reading.references.resolve(value).value;
      const [content] = readContent(header).values();
      const description = getField(header, "description");
      return {
        name: name.toLowerCase(),
        required: getField(header, "required") === true,
        ...(typeof description === "string" ? { description } : {}),
        schema: context.schemas.read(getField(content ?? header, "schema"), "writeOnly"),
      };
    });
  return {
    description: getText(reply, "description"),
    headers: headers.toSorted((one, other) => compareText(one.name, other.name)),
    contents: readContents(reply, "writeOnly", context),
  };
}
