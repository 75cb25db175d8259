import { type Code, code, joinCode, writeLiteral, writeMember } from "@just-one/encoders";
import { isJsonObject, type JsonObject, type JsonValue, parsePointer } from "@just-one/document";
import { isKeyPattern } from "../infer/key-patterns.ts";

/** Text of the code that stands for a schema, and the component schemas that it names. */
export interface CompiledSchema {
  code: Code;
  references: string[];
}

/**
 * Writes a schema of the document as a `DataSchema`: prose and keywords that are not checked are left out, so that
 * nothing is refused for what the checker does not understand.
 */
export function compileSchema(schema: JsonValue | undefined, nameReference: (schema: string) => Code): CompiledSchema {
  const references: string[] = [];
  const writeSchema = (value: JsonValue | undefined, indent: Code): Code => {
    if (!isJsonObject(value)) return value === false ? code`{ type: [] }` : code`{}`;
    const fields = listKeywords(value, {
      writeSchema: (part, depth = code`${indent}  `) => writeSchema(part, depth),
      writeReference,
      indent,
    });
    if (fields.length === 0) return code`{}`;
    const line = code`{ ${joinCode(fields, separator)} }`;
    if (line.length < 100 && !line.includes("\n")) return line;
    return code`{\n${fields.map((field) => code`${indent}  ${field},\n`)}${indent}}`;
  };
  const writeReference = (name: string): Code => {
    references.push(name);
    return nameReference(name);
  };
  return { code: writeSchema(schema, code``), references };
}

const separator = code`, `;

interface Writers {
  writeSchema: (schema: JsonValue | undefined, indent?: Code) => Code;
  writeReference: (name: string) => Code;
  indent: Code;
}

function listKeywords(schema: JsonObject, writers: Writers): Code[] {
  const { writeSchema, writeReference } = writers;
  const reference = readReference(schema);
  const types = readTypes(schema);
  const values = readValues(schema);
  const { properties, patternProperties, additionalProperties, items, required } = schema;
  const patterns = isJsonObject(patternProperties) ? patternProperties : {};
  // Replies would be matched with a pattern that anybody wrote, and some take for ever; without it nothing can be said
  // about the keys that are left over.
  const areKnown = Object.keys(patterns).every(isKeyPattern);
  const fields: (Code | undefined)[] = [
    reference === undefined ? undefined : code`ref: () => ${writeReference(reference)}`,
    types === undefined ? undefined : code`type: ${writeList(types)}`,
    values === undefined ? undefined : code`enum: ${writeList(values)}`,
    writeRequired(required, properties),
    isJsonObject(properties) ? writeMembers(code`properties`, properties, writers) : undefined,
    areKnown ? writeMembers(code`patternProperties`, patterns, writers) : undefined,
    areKnown && isConstraint(additionalProperties)
      ? code`additionalProperties: ${writeSchema(additionalProperties)}`
      : undefined,
    isConstraint(items) ? code`items: ${writeSchema(items)}` : undefined,
    writeAlternatives(code`allOf`, schema["allOf"], writers),
    writeAlternatives(code`anyOf`, schema["anyOf"] ?? schema["oneOf"], writers),
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
function readValues(schema: JsonObject): Primitive[] | undefined {
  const values = Object.hasOwn(schema, "const") ? [schema["const"]!] : schema["enum"];
  if (!Array.isArray(values)) return undefined;
  const allowed = schema["nullable"] === true && !values.includes(null) ? [...values, null] : values;
  return allowed.every(isPrimitive) ? allowed : undefined;
}

type Primitive = string | number | boolean | null;

function isPrimitive(value: JsonValue): value is Primitive {
  return value === null || typeof value !== "object";
}

function writeList(values: readonly Primitive[]): Code {
  return code`[${joinCode(values.map(writeLiteral), separator)}]`;
}

/** What only goes out is in no reply, however much it is required. */
function writeRequired(value: JsonValue | undefined, properties: JsonValue | undefined): Code | undefined {
  const isMissing = (name: string): boolean => {
    const property = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isJsonObject(property) && property["writeOnly"] === true;
  };
  const names = (Array.isArray(value) ? value : []).filter((name) => typeof name === "string" && !isMissing(name));
  return names.length === 0 ? undefined : code`required: ${writeList(names.map(String))}`;
}

function writeMembers(keyword: Code, schemas: JsonObject, { writeSchema, indent }: Writers): Code | undefined {
  const depth = code`${indent}    `;
  const lines = Object.entries(schemas).map(
    ([key, schema]) => code`${depth}${writeMember(key)}: ${writeSchema(schema, depth)},\n`,
  );
  return lines.length === 0 ? undefined : code`${keyword}: {\n${lines}${indent}  }`;
}

function writeAlternatives(keyword: Code, schemas: JsonValue | undefined, { writeSchema }: Writers): Code | undefined {
  if (!Array.isArray(schemas) || schemas.length === 0) return undefined;
  return code`${keyword}: [${joinCode(
    schemas.map((schema) => writeSchema(schema)),
    separator,
  )}]`;
}
