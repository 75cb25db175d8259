import {
  type FlatSchema,
  formatTypes,
  isAnything,
  type JsonValue,
  type Reading,
  readSchemaSite,
  formatCanonicalJson,
} from "@just-one/document";

const maxValues = 12;

/** Says in a few words what a schema lets through: `string`, `integer | null`, `"a" | "b"`. */
export function describeSchema(schema: JsonValue, side: Reading): string {
  const site = readSchemaSite(schema, side.references);
  const flat = side.flatten(site.core);
  return describeFlatSchema(flat, site.nullable || flat.nullable);
}

/** Says in a few words what a flattened schema lets through. */
export function describeFlatSchema(schema: FlatSchema, nullable: boolean = schema.nullable): string {
  const words = describeShape(schema);
  if (nullable && words[0] !== "anything") words.push("null");
  return words.join(" | ");
}

function describeShape(schema: FlatSchema): string[] {
  if (schema.isNever) return ["nothing"];
  if (isAnything(schema)) return ["anything"];
  if (schema.values !== undefined) return describeValues([...schema.values.values()]);
  if (schema.alternatives !== undefined) return [`${schema.alternatives.branches.length} alternatives`];
  if (schema.types !== undefined) return [formatTypes(schema.types)].flat().map(String);
  return ["object"];
}

function describeValues(values: readonly JsonValue[]): string[] {
  const words = values.map(formatCanonicalJson).toSorted();
  const rest = words.length - maxValues;
  return rest > 0 ? [...words.slice(0, maxValues), `${rest} more`] : words;
}
