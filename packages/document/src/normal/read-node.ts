import { compareText } from "../json/compare-text.ts";
import { compareValues } from "../json/compare-values.ts";
import { sortKeys } from "../json/canonical-json.ts";
import { dropExtensions } from "../json/drop-extensions.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { setOwn } from "../json/set-own.ts";
import type { FlatSchema } from "../schema/flat-schema.ts";
import { type Discriminator, readDiscriminator } from "../schema/read-discriminator.ts";
import type { References } from "../schema/references.ts";
import { nullSchema } from "../schema/schema-site.ts";
import { partKeywords, schemaMapKeywords } from "../schema/schema-keywords.ts";
import { formatTypes } from "../schema/schema-types.ts";

/** What a flat schema says by itself, and which schemas it holds, as written. */
export interface NodeContent {
  shape: JsonObject | false;
  parts: { keyword: string; name?: string; isListed: boolean; schema: JsonValue }[];
  /** What tells its alternatives apart; the form says it of each of them, by `tellApart`. */
  discriminator?: Discriminator;
}

const leftOut: ReadonlySet<string> = new Set(["discriminator", "$id", "$schema", "$vocabulary"]);
const singleParts: ReadonlySet<string> = new Set([...partKeywords.keys(), "not", "if", "then", "else", "contains"]);

/** Takes a flat schema apart into what it says by itself and the schemas it holds, in one spelling. */
export function readNode(flat: FlatSchema, nullable: boolean, references: References): NodeContent {
  if (flat.isNever) return { shape: false, parts: [] };
  const keywords = new Map([...flat.keywords].filter(([name]) => !leftOut.has(name)));
  const { alternatives, conjuncts } = flat;
  const parts: NodeContent["parts"] = [...flat.properties].map(([name, schema]) => ({
    keyword: "properties",
    name,
    isListed: false,
    schema,
  }));
  const shape: Record<string, JsonValue> = {};
  for (const [keyword, value] of keywords) {
    if (singleParts.has(keyword)) {
      parts.push({ keyword, isListed: false, schema: value });
    } else if (schemaMapKeywords.some((name) => name === keyword)) {
      for (const [name, schema] of Object.entries(isJsonObject(value) ? value : {})) {
        parts.push({ keyword, name, isListed: false, schema });
      }
    } else if (keyword === "prefixItems") {
      for (const schema of Array.isArray(value) ? value : []) parts.push({ keyword, isListed: true, schema });
    } else {
      setOwn(shape, keyword, keyword === "xml" ? dropExtensions(value) : value);
    }
  }
  // Whoever says null by name means it, whatever else is said.
  const isNullable = nullable || flat.nullable;
  if (flat.types?.size === 0 || flat.values?.size === 0) return { shape: isNullable ? nullSchema : false, parts: [] };
  const branches = [
    ...(alternatives?.branches ?? []),
    ...(isNullable && alternatives !== undefined ? [nullSchema] : []),
  ];
  for (const schema of branches) parts.push({ keyword: alternatives?.keyword ?? "anyOf", isListed: true, schema });
  if (isNullable && conjuncts.length > 0) {
    parts.push(
      ...[{ allOf: [...conjuncts] }, nullSchema].map((schema) => ({ keyword: "anyOf", isListed: true, schema })),
    );
  } else for (const schema of conjuncts) parts.push({ keyword: "allOf", isListed: true, schema });
  return {
    shape: sortShape({ ...shape, ...readTypes(flat, isNullable), ...readRequired(flat) }),
    parts: sortParts(parts),
    ...(alternatives?.discriminator === undefined
      ? {}
      : { discriminator: readDiscriminator(alternatives.discriminator, alternatives.branches, references) }),
  };
}

function readTypes({ types, values }: FlatSchema, isNullable: boolean): JsonObject {
  const named = types === undefined ? undefined : [formatTypes(types)].flat().map(String);
  const all = isNullable && named !== undefined ? [...named, "null"].toSorted(compareText) : named;
  const [only, ...others] = all ?? [];
  const listed = values === undefined ? undefined : [...values.values()];
  return {
    ...(all === undefined || only === undefined ? {} : { type: others.length === 0 ? only : all }),
    ...(listed === undefined ? {} : { enum: [...listed, ...(isNullable ? [null] : [])].toSorted(compareValues) }),
  };
}

function readRequired({ required }: FlatSchema): JsonObject {
  return required.size === 0 ? {} : { required: [...required].toSorted(compareText) };
}

export function sortShape(shape: JsonObject): JsonObject {
  const sorted: JsonObject = {};
  for (const name of Object.keys(shape).toSorted(compareText)) {
    const value = shape[name] ?? null;
    // Of a list it is said what it means; only enum, type and required are lists in no order.
    setOwn(sorted, name, ["enum", "type", "required"].includes(name) ? value : sortKeys(value));
  }
  return sorted;
}

function sortParts(parts: NodeContent["parts"]): NodeContent["parts"] {
  return parts.toSorted(
    (one, other) => compareText(one.keyword, other.keyword) || compareText(one.name ?? "", other.name ?? ""),
  );
}
