import { createPathReader } from "./find-operation.ts";
import {
  DocumentError,
  formType,
  getObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listTypes,
  type NormalContent,
  type NormalDocument,
  normalizeDocument,
  type NormalOperation,
  type OpenApiDocument,
  setOwn,
  writeDocument,
} from "@just-one/document";

/** One operation of the document. */
export interface DocumentOperation {
  /** `"METHOD /path"`, as in `@just-one/api`. */
  readonly operation: string;
  /** In small letters. */
  readonly method: string;
  readonly path: string;
  /** Each business code that has an example, with the HTTP status it comes with. */
  readonly statuses: ReadonlyMap<string, number>;
  /** A document of this operation alone, in the one spelling: Prism's time for reading grows with what it reads. */
  readonly writeDocument: () => OpenApiDocument;
  /** The path of a request as that document has it. */
  readonly writePath: (encodedPath: string) => string;
}

/**
 * Reads a document's operations, keyed `"METHOD /path"`.
 *
 * @throws TypeError when it is not OpenAPI 3, or refers to other documents or to nothing
 */
export function readOperations(value: unknown): Map<string, DocumentOperation> {
  // Safe: whatever it is, it is looked into with care.
  const document = value as JsonValue;
  if (!isJsonObject(document) || typeof document["openapi"] !== "string" || !document["openapi"].startsWith("3.")) {
    throw new TypeError('The mock needs an OpenAPI 3 document: an object whose "openapi" starts with "3."');
  }
  if (getObject(document, "paths") === undefined)
    throw new TypeError('The mock needs an OpenAPI document with "paths"');
  try {
    const normal = normalizeDocument(document);
    return new Map(normal.operations.map((operation) => [operation.name, describeOperation(operation, normal)]));
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    if (/the reference "(?!#)/.test(error.message)) {
      throw new TypeError("The mock reads one document only: bundle the files it refers to by $ref into it", {
        cause: error,
      });
    }
    throw new TypeError(`The mock cannot read the document: ${error.message}`, { cause: error });
  }
}

function describeOperation(normal: NormalOperation, { document }: NormalDocument): DocumentOperation {
  const { name, method, path } = normal;
  return {
    operation: name,
    method: method.toLowerCase(),
    path,
    statuses: findStatuses(normal),
    writeDocument: () => writeForPrism(simplifyPath(normal), document),
    writePath: (encodedPath) => {
      const values = createPathReader(path)(encodedPath) ?? [];
      return values.length === 0 ? path : values.map(([, value]) => `/${encodeURIComponent(value)}`).join("");
    },
  };
}

/** Prism knows places that are whole segments and have plain names: from any other path nothing but its places is left. */
function simplifyPath(normal: NormalOperation): NormalOperation {
  const places = Array.from(normal.path.matchAll(/\{([^{}]*)\}/gu), ([, name = ""]) => name);
  if (places.length === 0) return normal;
  const plain = new Map(places.map((name, index) => [name, /^\w+$/u.test(name) ? name : `place${index}`]));
  return {
    ...normal,
    path: places.map((name) => `/{${plain.get(name) ?? name}}`).join(""),
    parameters: normal.parameters.map((parameter) =>
      parameter.in === "path" ? { ...parameter, name: plain.get(parameter.name) ?? parameter.name } : parameter,
    ),
  };
}

function findStatuses({ replies }: NormalOperation): Map<string, number> {
  const statuses = new Map<string, number>();
  for (const { status, contents } of replies) {
    for (const name of contents.flatMap(({ examples }) => Array.from(examples.keys()))) {
      const code = /^code-(\d+)$/.exec(name)?.[1];
      if (code !== undefined) statuses.set(code, Number(status));
    }
  }
  return statuses;
}

/** A copy, since Prism's reader writes into what it reads, and what Prism does not know by itself is said in it. */
function writeForPrism(normal: NormalOperation, document: JsonObject): OpenApiDocument {
  const replies = normal.replies.map((reply) => ({ ...reply, contents: reply.contents.map(hideReferences) }));
  const written = writeDocument({ operations: [{ ...normal, replies }], document });
  const body = getObject(written.operations.get(normal.name) ?? {}, "requestBody") ?? {};
  const form = getObject(getObject(body, "content") ?? {}, formType);
  const lists = normal.parameters.filter(
    (parameter) => parameter.in === "form" && listTypes(parameter.schema.node).includes("array"),
  );
  if (form !== undefined && lists.length > 0) {
    const told = lists.map(({ name, style, explode }): [string, JsonObject] => [name, { style, explode }]);
    form["encoding"] = { ...getObject(form, "encoding"), ...Object.fromEntries(told) };
  }
  // To Prism, an `int64` past 2^53 is none; the vendor's ids are that long.
  const text = JSON.stringify(written.document, (key, value: unknown) =>
    key === "format" && value === "int64" ? undefined : value,
  );
  // Safe: nothing but a keyword is left out.
  return JSON.parse(text) as OpenApiDocument;
}

/** In an example `$ref` is a key like any other, which Prism would follow. */
function hideReferences(content: NormalContent): NormalContent {
  const examples = [...content.examples].map(([name, example]): [string, JsonObject] => {
    const hidden = renameKey(example, "$ref", hiddenReference);
    return [name, isJsonObject(hidden) ? hidden : example];
  });
  return { ...content, examples: new Map(examples) };
}

const hiddenReference = "\0$ref";

/** Gives an example back as it stands in the document. */
export function showReferences(body: unknown): unknown {
  // Safe: it is an example of the document, or what Prism made of a schema.
  return renameKey(body as JsonValue, hiddenReference, "$ref");
}

function renameKey(value: JsonValue, from: string, to: string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => renameKey(item, from, to));
  if (!isJsonObject(value)) return value;
  const renamed: JsonObject = {};
  for (const [key, item] of Object.entries(value)) setOwn(renamed, key === from ? to : key, renameKey(item, from, to));
  return renamed;
}
