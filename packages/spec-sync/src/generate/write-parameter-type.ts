import {
  type DescribedParameter,
  type JsonValue,
  listTypes,
  listValues,
  type ParameterType,
  type SchemaNode,
} from "@just-one/document";
import { type Code, code, joinCode, writeLiteral } from "@just-one/encoders";

/** Writes what a parameter is in TypeScript: what the document says, or else what can be sent of it. */
export function writeParameterType({ schema, types }: Pick<DescribedParameter, "schema" | "types">): Code {
  const told = writeNodeType(schema.node, []);
  return told === "unknown" ? joinUnion(types.map((type) => sendableTypes[type])) : told;
}

const scalar = code`string | number | bigint | boolean`;
const sendableTypes: Readonly<Record<ParameterType, Code>> = {
  string: code`string`,
  integer: code`number | bigint`,
  number: code`number | bigint`,
  boolean: code`boolean`,
  array: code`readonly (${scalar})[]`,
  object: code`Readonly<Record<string, ${scalar}>>`,
  null: code`null`,
};

function writeNodeType(node: SchemaNode, outer: readonly SchemaNode[]): Code {
  // A list that holds itself has a type that nobody could write out.
  if (outer.includes(node)) return code`unknown`;
  const inner = [...outer, node];
  const values = listValues(node);
  if (values?.every(isPrimitive) === true && values.length > 0) return joinUnion(values.map(writeLiteral));
  const choice = node.parts.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  const types = listTypes(node);
  if (types.length > 0) return joinUnion(types.map((type) => writeType(node, type, inner)));
  return choice.length === 0 ? code`unknown` : joinUnion(choice.map(({ use }) => writeNodeType(use.node, inner)));
}

/** Each type once; what may be anything may be anything. */
function joinUnion(types: readonly Code[]): Code {
  const unknown = types.find((type) => type === "unknown");
  return unknown ?? joinCode([...new Set(types)], code` | `);
}

function writeType(node: SchemaNode, type: string, inner: readonly SchemaNode[]): Code {
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
      return node.shape !== false && node.shape["format"] === "int64" ? code`number | bigint` : code`number`;
    case "array":
      return code`readonly (${writeItems(node, inner)})[]`;
    case "object":
      return code`Readonly<Record<string, unknown>>`;
    default:
      return code`unknown`;
  }
}

function writeItems(node: SchemaNode, inner: readonly SchemaNode[]): Code {
  const items = node.parts.find(({ keyword }) => keyword === "items");
  return items === undefined ? code`unknown` : writeNodeType(items.use.node, inner);
}

function isPrimitive(value: JsonValue): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}
