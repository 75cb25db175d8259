import { type Code, code, joinCode, writeLiteral } from "@just-one/encoders";
import { isJsonObject, type JsonObject, type JsonValue } from "../document/json-value.ts";
import { resolveReference } from "../document/resolve-reference.ts";

/** What a parameter's schema says, read once. */
export interface ParameterType {
  types: string[];
  enum?: (string | number | boolean | null)[];
  typeText: Code;
}

const or = code` | `;

/** Reads the schema of a parameter: its JSON types, its allowed values, and its type in TypeScript. */
export function readParameterType(
  root: JsonObject,
  schema: JsonValue | undefined,
  outer: readonly JsonObject[] = [],
): ParameterType {
  if (!isJsonObject(schema)) return { types: [], typeText: code`unknown` };
  const resolved = resolveReference(root, schema);
  // A list that holds itself has a type that nobody could write out.
  if (outer.includes(resolved)) return { types: [], typeText: code`unknown` };
  const types = listTypes(resolved);
  const values = resolved["enum"];
  if (Array.isArray(values) && values.length > 0 && values.every(isPrimitive)) {
    return { types, enum: values, typeText: joinCode(values.map(writeLiteral), or) };
  }
  if (types.length === 0) return { types, typeText: code`unknown` };
  return {
    types,
    typeText: joinCode(
      types.map((type) => writeType(root, resolved, { type, outer })),
      or,
    ),
  };
}

function listTypes(schema: JsonObject): string[] {
  const { type, nullable } = schema;
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
  return nullable === true && types.length > 0 && !types.includes("null") ? [...types, "null"] : types;
}

function writeType(
  root: JsonObject,
  schema: JsonObject,
  { type, outer }: { type: string; outer: readonly JsonObject[] },
): Code {
  switch (type) {
    case "string":
      return code`string`;
    case "boolean":
      return code`boolean`;
    case "number":
      return code`number`;
    case "null":
      return code`null`;
    case "integer":
      // Ids of 64 bits pass 2^53, where a number is silently another one.
      return schema["format"] === "int64" ? code`number | bigint` : code`number`;
    case "array":
      return code`readonly (${readParameterType(root, schema["items"], [...outer, schema]).typeText})[]`;
    case "object":
      return code`Readonly<Record<string, unknown>>`;
    default:
      return code`unknown`;
  }
}

function isPrimitive(value: JsonValue): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}
