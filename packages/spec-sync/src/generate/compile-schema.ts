import { isJsonObject, type JsonObject, type JsonValue } from "../document/json-value.ts";
import { parsePointer } from "../document/json-pointer.ts";
import { isKeyPattern } from "../infer/key-patterns.ts";
import { quote, writeKey } from "./write-text.ts";

/** Text of the code that stands for a schema, and the component schemas that it names. */
export interface CompiledSchema {
  code: string;
  references: string[];
}

/**
 * Writes a schema of the document as a `DataSchema`: prose and keywords that are not checked are left out, so that
 * nothing is refused for what the checker does not understand.
 */
export function compileSchema(
  schema: JsonValue | undefined,
  nameReference: (schema: string) => string,
): CompiledSchema {
  const references: string[] = [];
  const writeSchema = (value: JsonValue | undefined, indent: string): string => {
    if (!isJsonObject(value)) return value === false ? "{ type: [] }" : "{}";
    const fields = listKeywords(value, {
      writeSchema: (part, depth = `${indent}  `) => writeSchema(part, depth),
      writeReference,
      indent,
    });
    if (fields.length === 0) return "{}";
    const line = `{ ${fields.join(", ")} }`;
    if (line.length < 100 && !line.includes("\n")) return line;
    return `{\n${fields.map((field) => `${indent}  ${field},\n`).join("")}${indent}}`;
  };
  const writeReference = (name: string): string => {
    references.push(name);
    return nameReference(name);
  };
  return { code: writeSchema(schema, ""), references };
}

interface Writers {
  writeSchema: (schema: JsonValue | undefined, indent?: string) => string;
  writeReference: (name: string) => string;
  indent: string;
}

function listKeywords(schema: JsonObject, writers: Writers): string[] {
  const { writeSchema, writeReference } = writers;
  const reference = readReference(schema);
  const types = readTypes(schema);
  const values = readValues(schema);
  const { properties, patternProperties, additionalProperties, items, required } = schema;
  const patterns = isJsonObject(patternProperties) ? patternProperties : {};
  // Replies would be matched with a pattern that anybody wrote, and some take for ever; without it nothing can be said
  // about the keys that are left over.
  const areKnown = Object.keys(patterns).every(isKeyPattern);
  const fields: (string | undefined)[] = [
    reference === undefined ? undefined : `ref: () => ${writeReference(reference)}`,
    types === undefined ? undefined : `type: [${types.map(quote).join(", ")}]`,
    values === undefined ? undefined : `enum: [${values.map(writeValue).join(", ")}]`,
    writeTexts("required", required),
    isJsonObject(properties) ? writeMembers("properties", properties, writers) : undefined,
    areKnown ? writeMembers("patternProperties", patterns, writers) : undefined,
    areKnown && isConstraint(additionalProperties)
      ? `additionalProperties: ${writeSchema(additionalProperties)}`
      : undefined,
    isConstraint(items) ? `items: ${writeSchema(items)}` : undefined,
    writeAlternatives("allOf", schema["allOf"], writers),
    writeAlternatives("anyOf", schema["anyOf"] ?? schema["oneOf"], writers),
  ];
  return fields.filter((field) => field !== undefined);
}

function isConstraint(schema: JsonValue | undefined): boolean {
  return schema === false || (isJsonObject(schema) && Object.keys(schema).length > 0);
}

/** Only components have a name that can be referred to; whatever else a reference means is not checked. */
function readReference(schema: JsonObject): string | undefined {
  const reference = schema["$ref"];
  const [match] = typeof reference === "string" ? (/^#\/components\/schemas\/[^/]+$/u.exec(reference) ?? []) : [];
  return match === undefined ? undefined : parsePointer(match).at(-1);
}

function readTypes({ type, nullable }: JsonObject): string[] | undefined {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string");
  if (types.length === 0) return undefined;
  return nullable === true && !types.includes("null") ? [...types, "null"] : types;
}

/** Lists of scalars only: others are not compared. */
function readValues(schema: JsonObject): JsonValue[] | undefined {
  const values = Object.hasOwn(schema, "const") ? [schema["const"]!] : schema["enum"];
  if (!Array.isArray(values)) return undefined;
  const allowed = schema["nullable"] === true && !values.includes(null) ? [...values, null] : values;
  return allowed.every((value) => value === null || typeof value !== "object") ? allowed : undefined;
}

function writeValue(value: JsonValue): string {
  return typeof value === "string" ? quote(value) : JSON.stringify(value);
}

function writeTexts(keyword: string, value: JsonValue | undefined): string | undefined {
  const texts = Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
  return texts.length === 0 ? undefined : `${keyword}: [${texts.map(quote).join(", ")}]`;
}

function writeMembers(keyword: string, schemas: JsonObject, { writeSchema, indent }: Writers): string | undefined {
  const lines = Object.entries(schemas).map(
    ([key, schema]) => `${indent}    ${writeOwnKey(key)}: ${writeSchema(schema, `${indent}    `)},\n`,
  );
  if (lines.length === 0) return undefined;
  return `${keyword}: {\n${lines.join("")}${indent}  }`;
}

/** In an object literal a plain `__proto__` would be the object's prototype. */
function writeOwnKey(key: string): string {
  return key === "__proto__" ? '["__proto__"]' : writeKey(key);
}

function writeAlternatives(
  keyword: string,
  schemas: JsonValue | undefined,
  { writeSchema }: Writers,
): string | undefined {
  if (!Array.isArray(schemas) || schemas.length === 0) return undefined;
  return `${keyword}: [${schemas.map((schema) => writeSchema(schema)).join(", ")}]`;
}
