import { isJsonObject, type JsonObject, type JsonValue } from "../document/json-value.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { quote } from "./write-text.ts";

/** What a parameter's schema says, read once. */
export interface ParameterType {
  types: string[];
  enum?: (string | number | boolean | null)[];
  typeText: string;
}

/** Reads the schema of a parameter: its JSON types, its allowed values, and its type in TypeScript. */
export function readParameterType(root: JsonObject, schema: JsonValue | undefined): ParameterType {
  if (!isJsonObject(schema)) return { types: [], typeText: "unknown" };
  const resolved = resolveReference(root, schema);
  const types = listTypes(resolved);
  const values = resolved["enum"];
  if (Array.isArray(values) && values.length > 0 && values.every(isPrimitive)) {
    return { types, enum: values, typeText: values.map(writeLiteral).join(" | ") };
  }
  if (types.length === 0) return { types, typeText: "unknown" };
  return { types, typeText: types.map((type) => writeType(root, resolved, type)).join(" | ") };
}

function listTypes(schema: JsonObject): string[] {
  const { type, nullable } = schema;
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
  return nullable === true && types.length > 0 && !types.includes("null") ? [...types, "null"] : types;
}

function writeType(root: JsonObject, schema: JsonObject, type: string): string {
  switch (type) {
    case "string":
    case "boolean":
    case "number":
    case "null":
      return type;
    case "integer":
      // Ids of 64 bits pass 2^53, where a number is silently another one.
      return schema["format"] === "int64" ? "number | bigint" : "number";
    case "array":
      return `readonly (${readParameterType(root, schema["items"]).typeText})[]`;
    case "object":
      return "Readonly<Record<string, unknown>>";
    default:
      return "unknown";
  }
}

function isPrimitive(value: JsonValue): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}

/** Writes a value as a literal type or expression. */
export function writeLiteral(value: string | number | boolean | null): string {
  return typeof value === "string" ? quote(value) : String(value);
}
