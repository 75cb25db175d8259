import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { DocumentError } from "../document-error.ts";
import { getField, getList, listFields } from "../json/json-fields.ts";
import { parsePointer } from "../json/json-pointer.ts";
import type { References } from "./references.ts";
import { annotationKeywords, constraintKeywords, listAnnotations, namingKeywords } from "./schema-keywords.ts";

/**
 * A place where a schema is used, with the wrappers around it taken off: references, `allOf` of one, `oneOf` of one
 * or of one and null. `{ "$ref": … }` and the schema written out in its place have the same core.
 */
export interface SchemaSite {
  core: JsonObject;
  /** `components.schemas.Result`, where a reference led to the core. */
  component?: string;
  /** What the outermost reference calls it: `Result`, whatever that leads on to. */
  name?: string;
  /** What the wrappers say, the outermost first in rights. */
  annotations: ReadonlyMap<string, JsonValue>;
  /** A wrapper lets null through. */
  nullable: boolean;
  /** Where the outermost wrapper that says something stands: here, or in a component. Absent: none does. */
  overriddenIn?: "here" | `component ${string}`;
}

/** Stands for `true` and for a schema left out: anything goes. */
export const anySchema: JsonObject = {};
/** Stands for `false`: nothing goes. */
export const neverSchema: JsonObject = { not: {} };
/** Nothing but null. */
export const nullSchema: JsonObject = { type: "null" };

/**
 * Takes the wrappers off a schema.
 *
 * @throws DocumentError when wrappers go round in a circle.
 */
export function readSchemaSite(schema: JsonValue, references: References): SchemaSite {
  const annotations = new Map<string, JsonValue>();
  const seen = new Set<JsonObject>();
  let component: string | undefined;
  let name: string | undefined;
  let nullable = false;
  let overriddenIn: SchemaSite["overriddenIn"];
  let core = toObject(schema);
  for (;;) {
    if (seen.has(core)) throw new DocumentError(`the schema ${component ?? ""} refers only to itself`);
    seen.add(core);
    const inner = findWrapped(core, references);
    if (inner === undefined) break;
    const said = listAnnotations(core);
    if (said.length > 0 || inner.nullable) {
      overriddenIn ??= component === undefined ? "here" : `component ${component}`;
    }
    for (const [keyword, value] of said) if (!annotations.has(keyword)) annotations.set(keyword, value);
    nullable ||= inner.nullable;
    component = inner.component ?? component;
    name ??= inner.name;
    core = toObject(inner.schema);
  }
  return {
    core,
    annotations,
    nullable,
    ...(component === undefined ? {} : { component }),
    ...(name === undefined ? {} : { name }),
    ...(overriddenIn === undefined ? {} : { overriddenIn }),
  };
}

interface Wrapped {
  schema: JsonValue;
  component?: string;
  name?: string;
  nullable: boolean;
}

function findWrapped(schema: JsonObject, references: References): Wrapped | undefined {
  const deciding = listFields(schema).filter(
    ([name]) => !annotationKeywords.has(name) && !namingKeywords.has(name) && name !== "nullable",
  );
  const [only] = deciding;
  if (only === undefined || deciding.length > 1) return undefined;
  const isNullable = getField(schema, "nullable") === true;
  const [keyword] = only;
  const target = followReference(schema, references);
  if (target !== undefined) return { ...target, nullable: isNullable };
  const branches = getList(schema, keyword);
  if (keyword !== "allOf" && keyword !== "oneOf" && keyword !== "anyOf") return undefined;
  if (branches.length === 1) return { schema: branches[0] ?? true, nullable: isNullable };
  if (keyword === "allOf") return undefined;
  const others = branches.filter((branch) => !isNullSchema(branch, references));
  const [other] = others;
  if (other === undefined || others.length > 1) return undefined;
  return { schema: other, nullable: isNullable || others.length < branches.length };
}

/** Finds what `$ref` or an unambiguous `$dynamicRef` leads to. */
export function followReference(
  schema: JsonObject,
  references: References,
): { schema: JsonValue; component: string; name?: string } | undefined {
  const reference = getField(schema, "$ref");
  if (typeof reference === "string") {
    const { value, component = reference } = references.find(reference);
    return { schema: value, component, name: parsePointer(reference).at(-1) ?? "" };
  }
  const dynamic = getField(schema, "$dynamicRef");
  if (typeof dynamic !== "string") return undefined;
  if (dynamic.startsWith("#/")) {
    const { value, component = dynamic } = references.find(dynamic);
    return { schema: value, component };
  }
  const [target, ...others] = references.findDynamicAnchors(dynamic.slice(1));
  if (target === undefined || others.length > 0) return undefined;
  return { schema: target.value, component: target.component };
}

/** Tells a schema that lets nothing but null through, behind references and in whatever wrappers, too. */
export function isNullSchema(schema: JsonValue, references: References, depth = 0): boolean {
  if (!isJsonObject(schema) || depth > maxWrappers) return false;
  const deciding = listFields(schema).filter(([name]) => !annotationKeywords.has(name) && name !== "nullable");
  const [keyword = ""] = deciding[0] ?? [];
  if (deciding.length === 1) {
    const target = followReference(schema, references);
    if (target !== undefined) return isNullSchema(target.schema, references, depth + 1);
    const branches = getList(schema, keyword);
    if (keyword === "allOf" || keyword === "anyOf" || (keyword === "oneOf" && branches.length === 1))
      return branches.length > 0 && branches.every((branch) => isNullSchema(branch, references, depth + 1));
  }
  return (
    deciding.some(([name, value]) => sayOnlyNull(name, value)) &&
    deciding.every(([name, value]) => sayOnlyNull(name, value) || saysNothingOfNull(name, value))
  );
}

/** Limits are about values of other types. */
function saysNothingOfNull(keyword: string, value: JsonValue): boolean {
  return constraintKeywords.has(keyword) || keyword === "format" || (keyword === "not" && value === false);
}

function sayOnlyNull(keyword: string, value: JsonValue): boolean {
  if (keyword === "const") return value === null;
  const values = [value].flat();
  if (keyword === "type") return values.length > 0 && values.every((name) => name === "null");
  return keyword === "enum" && values.length > 0 && values.every((one) => one === null);
}

/** More wrappers than anybody puts around null. */
const maxWrappers = 32;

function toObject(schema: JsonValue): JsonObject {
  if (schema === false) return neverSchema;
  return isJsonObject(schema) ? schema : anySchema;
}
