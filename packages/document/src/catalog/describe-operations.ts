import { compareText } from "../json/compare-text.ts";
import { getField, getList, getText } from "../json/json-fields.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { DocumentError } from "../document-error.ts";
import type { NormalDocument, NormalOperation, NormalParameter } from "../normal/normal-document.ts";
import { listTypes, listValues, type SchemaNode, type SchemaUse } from "../normal/schema-node.ts";
import { formType } from "../operation/read-content.ts";
import type { CatalogEntry, CatalogParameter, ParameterType } from "./catalog-entry.ts";
import { findFormProblem } from "./check-form.ts";
import { findUnsendable, listSendableTypes } from "./check-sendable.ts";
import type { Note, OperationProse } from "./prose.ts";
import { readTexts } from "./read-texts.ts";
import { tokenName } from "./token-name.ts";

/** Marks what the vendor took away and a tombstone put back, with the day. */
export const removedMark = "x-just-one-removed";

/** One parameter as callers see it. */
export interface DescribedParameter extends CatalogParameter {
  schema: SchemaUse;
  description?: string;
  deprecated: boolean;
  /** What the vendor assumes when it is omitted. Told, never sent. */
  default?: JsonValue;
}

/** One operation as callers see it, with what is said of it. */
export interface DescribedOperation extends CatalogEntry, Omit<OperationProse, "parameters" | "reply"> {
  /** Required ones first, then by name; the token is not among them. */
  parameters: readonly DescribedParameter[];
  /** What `data` holds; absent while nobody has typed it. */
  data?: SchemaUse;
}

/**
 * Describes every operation, ordered by path and method.
 *
 * @param onLeftOut takes in one sentence what cannot be told to callers or sent, which is then left out
 * @throws DocumentError with that sentence, where nobody takes it.
 */
export function describeOperations(
  normal: NormalDocument,
  onLeftOut?: (problem: string) => void,
): DescribedOperation[] {
  return normal.operations.flatMap((operation) => {
    try {
      return [describeOperation(operation)];
    } catch (error) {
      if (onLeftOut === undefined || !(error instanceof DocumentError)) throw error;
      onLeftOut(error.message);
      return [];
    }
  });
}

function describeOperation(normal: NormalOperation): DescribedOperation {
  const { operation: source, path, method, name, data } = normal;
  const description = getText(source, "description");
  const notes = getList(source, "x-highlights")
    .filter(isJsonObject)
    .map(readNote)
    .filter(({ text }) => text !== "");
  return {
    operation: name,
    method,
    path,
    ...describeParameters(normal),
    deprecated: source["deprecated"] === true,
    ...readRemoved(source),
    hidden: source["x-docs-hidden"] === true,
    summary: getText(source, "summary") || name,
    ...(description === "" ? {} : { description }),
    platform: readTexts(source["tags"])[0] ?? "",
    aliases: [...new Set(readTexts(source["x-search-aliases"]))],
    ...splitVersion(path, getText(source, "x-api-version")),
    ...(source["x-recommended"] === true ? { recommended: true as const } : {}),
    ...(notes.length === 0 ? {} : { notes }),
    ...(data === undefined ? {} : { data }),
  };
}

function readNote(note: JsonObject): Note {
  const aliases = readTexts(note["aliases"]);
  return {
    kind: getText(note, "kind"),
    text: getText(note, "content"),
    ...(aliases.length === 0 ? {} : { aliases }),
  };
}

type FailOperation = (problem: string) => never;

/** The flat list of parameters without the token, and where the token goes. */
function describeParameters({
  name,
  path,
  parameters,
  body,
}: NormalOperation): Pick<DescribedOperation, "token" | "parameters"> {
  const fail: FailOperation = (problem) => {
    throw new DocumentError(`${name}: ${problem}`);
  };
  if (body !== undefined && (body.contents.length !== 1 || body.contents[0]?.mediaType !== formType)) {
    fail(`its body is not ${formType} alone, the only kind that is sent`);
  }
  const [form] = body?.contents ?? [];
  const fields = new Set(parameters.flatMap(({ in: place, name: field }) => (place === "form" ? [field] : [])));
  const problem = form && findFormProblem(form.schema.node, { isRequired: body?.required === true, names: fields });
  if (problem !== undefined) fail(problem);
  const places = new Map<string, NormalParameter["in"]>();
  for (const parameter of parameters) {
    const twin = places.get(parameter.name);
    if (twin !== undefined) {
      fail(
        `parameter ${JSON.stringify(parameter.name)} stands in ${twin} and ${parameter.in}; one flat object holds it once`,
      );
    }
    places.set(parameter.name, parameter.in);
    const unsendable = findUnsendable(parameter);
    if (unsendable !== undefined && readRemoved(parameter.source).removed === undefined) {
      fail(`parameter ${JSON.stringify(parameter.name)} ${unsendable}`);
    }
  }
  checkPath(path, places, fail);
  const tokenPlace = places.get(tokenName);
  if (tokenPlace === "path") fail("the token stands in the path, where it would be logged");
  return {
    token: tokenPlace === "query" || tokenPlace === "form" ? tokenPlace : "none",
    parameters: parameters
      .filter((parameter) => parameter.name !== tokenName)
      .map(describeParameter)
      .toSorted((one, other) => Number(other.required) - Number(one.required) || compareText(one.name, other.name)),
  };
}

function describeParameter(parameter: NormalParameter): DescribedParameter {
  const { schema, source } = parameter;
  const types = listAllTypes(schema.node);
  const values = listValues(schema.node);
  const assumed = schema.words.get("default");
  return {
    name: parameter.name,
    // Safe: findUnsendable has refused every other place.
    in: parameter.in as CatalogParameter["in"],
    required: parameter.required,
    ...readRemoved(source),
    // Safe: a checked document has no other names of types.
    types: types.length === 0 ? listSendableTypes(parameter) : (types as ParameterType[]),
    ...(values?.every(isPrimitive) === true ? { enum: values } : {}),
    schema,
    ...(parameter.description === undefined ? {} : { description: parameter.description }),
    deprecated: parameter.deprecated,
    ...(assumed === undefined ? {} : { default: assumed }),
  };
}

/** The types of a schema, or of all its alternatives where these say it; empty when any will do. */
function listAllTypes(node: SchemaNode, known = new Map<SchemaNode, string[]>()): string[] {
  const found = known.get(node);
  if (found !== undefined) return found;
  const own = listTypes(node);
  known.set(node, own);
  if (own.length > 0) return own;
  const branches = node.parts.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  const lists = branches.map(({ use }) => listAllTypes(use.node, known));
  const all = lists.some((types) => types.length === 0) ? [] : [...new Set(lists.flat())].toSorted(compareText);
  known.set(node, all);
  return all;
}

function checkPath(path: string, places: ReadonlyMap<string, string>, fail: FailOperation): void {
  const holes = new Set([...path.matchAll(/\{([^{}]*)\}/gu)].map((match) => match[1] ?? ""));
  for (const hole of holes) {
    if (places.get(hole) !== "path") fail(`the path's {${hole}} has no parameter`);
  }
  for (const [name, place] of places) {
    if (place === "path" && !holes.has(name)) fail(`path parameter ${JSON.stringify(name)} does not stand in the path`);
  }
}

/** A version stands at the end of the path; the vendor's own mark counts where the path has none. */
function splitVersion(path: string, marked: string): Pick<OperationProse, "family" | "version"> {
  const match = /^(.+)\/(v\d+)$/u.exec(path);
  return { family: match?.[1] ?? path, version: match?.[2] ?? marked };
}

/** Reads whether an operation or parameter stands there because of a tombstone. */
function readRemoved(value: JsonObject): { removed?: string } {
  const removed = getField(value, removedMark);
  return typeof removed === "string" && /^\d{4}-\d{2}-\d{2}$/u.test(removed) ? { removed } : {};
}

/** An integer past 2^53 is none: a client that compares numbers would compare another. */
function isPrimitive(value: JsonValue): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
