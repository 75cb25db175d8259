import { DocumentError } from "../document-error.ts";
import { checkOperations } from "./check-operations.ts";
import { checkReference } from "./check-reference.ts";
import { checkText, checkValue } from "./check-value.ts";
import { isDecodable } from "./is-decodable.ts";
import type { JsonPath } from "../json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { stringifyJson } from "../json/stringify-json.ts";
import type { OpenApiDocument } from "../open-api.ts";
import type { KeywordPolicy } from "./keyword-policy.ts";
import { describePlace, type Fail } from "./place.ts";
import { isObjectKind, type ObjectKind, type Rule, structure } from "./structure.ts";

/** Where the value came from, to name it in failures. */
export interface DocumentSource {
  file: string;
  /** The raw text, to find lines and columns; absent for what was made in memory. */
  text?: string;
  keywords: KeywordPolicy;
  /** Set for what code is generated from as it stands: then the generators must be able to carry every name. */
  isFinal?: true;
}

/**
 * Checks that a value has the shape of an OpenAPI 3.0 or 3.1 document: known versions and keywords, fields of the
 * right type, references that lead somewhere, operations that can be told apart.
 *
 * @throws DocumentError naming file, line, column and pointer of the first problem.
 */
export function checkDocument(value: JsonValue, source: DocumentSource): OpenApiDocument {
  const fail: Fail = (path, problem) => {
    throw new DocumentError(`${describePlace(source, path)}: ${problem}`);
  };
  if (!isJsonObject(value)) return fail([], "not an OpenAPI document; expected an object");
  checkVersion(value, fail);
  // Since 3.1 a document may have webhooks or components only.
  if (isLater(value) && ["webhooks", "components"].some((name) => Object.hasOwn(value, name))) value["paths"] ??= {};
  checkRule(value, {
    rule: "Document",
    path: [],
    root: value,
    keywords: source.keywords,
    isFinal: source.isFinal === true,
    ending: new Set(),
    fail,
  });
  if (!isOpenApiDocument(value)) return fail([], "not an OpenAPI document");
  checkOperations(value, fail);
  return value;
}

function isOpenApiDocument(value: JsonObject): value is OpenApiDocument {
  const paths = value["paths"];
  return (
    typeof value["openapi"] === "string" &&
    isJsonObject(paths) &&
    Object.entries(paths).every(([path, item]) => isJsonObject(item) || path.startsWith("x-"))
  );
}

function checkVersion(document: JsonObject, fail: Fail): void {
  if (Object.hasOwn(document, "swagger")) {
    fail(["swagger"], "OpenAPI (Swagger) 2.0 is not read; convert it to 3.0 or 3.1");
  }
  const version = document["openapi"];
  if (version === undefined) fail([], 'not an OpenAPI document; "openapi" is missing');
  if (typeof version !== "string" || !/^3\.[01]\.\d+$/u.test(version)) {
    fail(["openapi"], `version ${stringifyJson(version)} is not read; expected 3.0.x or 3.1.x`);
  }
}

/** OpenAPI 3.1 asks for less. */
function isLater(document: JsonObject): boolean {
  const version = document["openapi"];
  return typeof version === "string" && version.startsWith("3.1.");
}

interface Position {
  rule: Rule;
  path: JsonPath;
  root: JsonObject;
  keywords: KeywordPolicy;
  isFinal: boolean;
  ending: Set<JsonValue>;
  fail: Fail;
}

function checkRule(value: JsonValue, at: Position): void {
  const { rule, path } = at;
  if (typeof rule === "object") {
    if ("list" in rule) checkList(value, { ...at, rule: rule.list });
    else checkMap(value, { ...at, rule: rule.map });
  } else if (rule === "any") {
    return;
  } else if (rule === "string" || rule === "boolean" || rule === "number") {
    const isLong = rule === "number" && typeof value === "bigint";
    if (typeof value !== rule && !isLong) at.fail(path, `expected a ${rule}`);
    if (typeof value === "number" && !Number.isFinite(value)) at.fail(path, "a number that is not finite");
  } else if (rule === "types") {
    checkTypes(value, at);
  } else {
    checkObject(value, rule, at);
  }
}

const typeNames: ReadonlySet<JsonValue> = new Set([
  "string",
  "integer",
  "number",
  "boolean",
  "array",
  "object",
  "null",
]);

function checkTypes(value: JsonValue, at: Position): void {
  const names = Array.isArray(value) ? value : [value];
  for (const name of names) {
    if (typeof name !== "string") at.fail(at.path, "expected a type name or a list of them");
    if (at.keywords === "strict" && !typeNames.has(name)) at.fail(at.path, `unknown type ${stringifyJson(name)}`);
  }
}

function checkList(value: JsonValue, at: Position): void {
  if (!Array.isArray(value)) return at.fail(at.path, "expected a list");
  for (const [index, item] of value.entries()) checkRule(item, { ...at, path: [...at.path, index] });
}

function checkMap(value: JsonValue, at: Position): void {
  if (!isJsonObject(value)) return at.fail(at.path, "expected an object");
  for (const [key, item] of Object.entries(value)) {
    // Among responses and paths an extension may stand; among properties `x-…` is a name like any other.
    if ((at.rule === "Response" || isPaths(at)) && key.startsWith("x-")) continue;
    const path = [...at.path, key];
    checkRule(item, { ...at, path });
    // Patterns are no names, and may hold any %.
    if (isObjectKind(at.rule) && at.path.at(-1) !== "patternProperties") checkName(key, { ...at, path });
  }
}

function isPaths({ rule, path }: Position): boolean {
  return rule === "PathItem" && path.length === 1 && path[0] === "paths";
}

/** A name is told to people and written into code; openapi-typescript also reads it as part of a URL. */
function checkName(name: JsonValue | undefined, at: Position): void {
  if (typeof name !== "string") return;
  if (at.keywords === "strict") checkText(name, at);
  if (!at.isFinal || isDecodable(name)) return;
  at.fail(
    at.path,
    `the % of ${JSON.stringify(name)} begins no percent-encoding, so no types can be made; remove it in an overlay`,
  );
}

function checkObject(value: JsonValue, kind: ObjectKind, at: Position): void {
  const { path, fail } = at;
  if (kind === "Schema" && typeof value === "boolean") return;
  if (!isJsonObject(value)) return fail(path, `expected an object (${kind})`);
  const rule = structure[kind];
  if (Object.hasOwn(value, "$ref")) {
    checkReference(value["$ref"], at);
    if (rule.referable === true) return;
  }
  for (const key of rule.required ?? []) {
    if (key === "responses" && isLater(at.root)) continue;
    if (!Object.hasOwn(value, key)) fail(path, `"${key}" is missing (${kind})`);
  }
  for (const [key, item] of Object.entries(value)) {
    const fieldRule = Object.hasOwn(rule.fields, key) ? rule.fields[key] : undefined;
    if (fieldRule !== undefined) checkRule(item, { ...at, rule: fieldRule, path: [...path, key] });
    else if (!key.startsWith("x-") && at.keywords === "strict") {
      fail(
        [...path, key],
        `unknown keyword ${JSON.stringify(key)} (${kind}); read it in spec-sync before it is let in`,
      );
    }
  }
  if (kind === "Parameter") checkName(value["name"], { ...at, path: [...path, "name"] });
  if (kind === "Schema" && at.keywords === "strict") {
    for (const key of literalKeywords) {
      if (Object.hasOwn(value, key)) checkValue(value[key], { fail, path: [...path, key] });
    }
  }
}

/** What a schema lists here is written into code as it is. */
const literalKeywords = ["enum", "const", "required"];
