import { isJsonObject, type JsonObject, type JsonValue } from "../src/json/json-value.ts";

/** Numbers from 0 to 1. */
export type Random = () => number;

/** A small generator of the same numbers for the same seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One way to write the same document otherwise; changes a copy. */
export type Respelling = (document: JsonObject, random: Random) => JsonObject;

/** Every way, by what it does. */
export const respellings: Readonly<Record<string, Respelling>> = {
  "schemas wrapped in allOf of one": onSchemas((schema, { random }) =>
    random() < 0.4 && Object.keys(schema).length > 0 ? { allOf: [schema] } : schema,
  ),
  "objects split over allOf": onSchemas(splitObject),
  "schemas moved behind references": onSchemas((schema, { random, schemas }) => {
    if (random() > 0.3 || Object.hasOwn(schema, "$ref")) return schema;
    const name = `Moved${Object.keys(schemas).length}`;
    schemas[name] = schema;
    return { $ref: `#/components/schemas/${name}` };
  }),
  "what says nothing added": onSchemas(addIdleKeywords),
  "references written out": inlineReferences,
  "components renamed": renameComponents,
  "null written otherwise": onSchemas(respellNull),
  "choices written otherwise": onSchemas(respellChoice),
  "parameters moved to their path": moveParameters,
  "keys, enums and lists in another order": (document, random) => shuffle(document, random),
};

/** All of them, one after the other. */
export const respellAll: Respelling = (document, random) =>
  Object.values(respellings).reduce((spelled, respell) => respell(spelled, random), document);

interface Context {
  random: Random;
  /** `components.schemas`, to add to. */
  schemas: JsonObject;
}

/** Makes a respelling of one that changes schemas, the inner ones first. */
function onSchemas(change: (schema: JsonObject, context: Context) => JsonObject): Respelling {
  return (document, random) => {
    const copy = structuredClone(document);
    const components = own(copy, "components");
    const schemas = own(components, "schemas");
    const context = { random, schemas };
    const visit = (value: JsonValue | undefined): JsonValue => {
      if (!isJsonObject(value)) return value ?? true;
      for (const key of ["items", "additionalProperties", "not"]) {
        if (isJsonObject(value[key])) value[key] = visit(value[key]);
      }
      for (const key of ["allOf", "anyOf", "oneOf"]) {
        const list = value[key];
        if (Array.isArray(list)) value[key] = list.map(visit);
      }
      const { properties } = value;
      if (isJsonObject(properties)) {
        for (const name of Object.keys(properties)) properties[name] = visit(properties[name]);
      }
      return change(value, context);
    };
    for (const name of Object.keys(schemas)) schemas[name] = visit(schemas[name]);
    const search = (value: JsonValue): void => {
      if (Array.isArray(value)) return value.forEach(search);
      if (!isJsonObject(value)) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key === "schema" && isJsonObject(inner)) value[key] = visit(inner);
        else if (key !== "example" && key !== "examples" && key !== "schemas") search(inner);
      }
    };
    search(copy);
    if (Object.keys(schemas).length === 0) delete components["schemas"];
    if (Object.keys(components).length === 0) delete copy["components"];
    return copy;
  };
}

function own(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  if (isJsonObject(value)) return value;
  const made: JsonObject = {};
  object[name] = made;
  return made;
}

function splitObject(schema: JsonObject, { random }: Context): JsonObject {
  const { properties, required, ...rest } = schema;
  const isOpen = !["additionalProperties", "patternProperties", "unevaluatedProperties", "allOf"].some((key) =>
    Object.hasOwn(schema, key),
  );
  if (!isJsonObject(properties) || !isOpen || random() < 0.3) return schema;
  const parts: [string, JsonValue][][] = [[], []];
  for (const entry of Object.entries(properties)) parts[random() < 0.5 ? 0 : 1]?.push(entry);
  return {
    ...rest,
    allOf: [
      ...parts.map((entries): JsonObject => ({ properties: Object.fromEntries(entries) })),
      ...(required === undefined ? [] : [{ required }]),
    ],
  };
}

function addIdleKeywords(schema: JsonObject, { random }: Context): JsonObject {
  // Beside a reference they would take the place of what it leads to, once that is written out.
  const isMade = ["$ref", "allOf", "anyOf", "oneOf"].some((name) => Object.hasOwn(schema, name));
  if (random() < 0.6 || Object.keys(schema).length === 0 || isMade) return schema;
  const ofOthers = schema["type"] === "string" ? { minimum: 3, maxItems: 1 } : {};
  return { ...ofOthers, not: false, uniqueItems: false, minContains: 2, nullable: false, format: "", ...schema };
}

function respellNull(schema: JsonObject, { random }: Context): JsonObject {
  const { type, nullable, ...rest } = schema;
  const names = Array.isArray(type) ? type.filter((name) => name !== "null") : [type];
  const isNullable = nullable === true || (Array.isArray(type) && type.includes("null"));
  const [name] = names;
  if (!isNullable || name === undefined || names.length !== 1 || Object.hasOwn(rest, "enum")) return schema;
  if (random() < 0.3) return { ...rest, type: name, nullable: true };
  if (random() < 0.5) return { ...rest, type: ["null", name] };
  const words = new Set(["description", "default", "title", "example", "deprecated"]);
  const inner = Object.fromEntries(Object.entries(rest).filter(([key]) => !words.has(key)));
  const outer = Object.fromEntries(Object.entries(rest).filter(([key]) => words.has(key)));
  return { ...outer, anyOf: [{ ...inner, type: name }, { type: "null" }] };
}

/** Writes types and values one by one, and puts alternatives into a choice within the choice. */
function respellChoice(schema: JsonObject, { random }: Context): JsonObject {
  const { type, enum: values, anyOf, ...rest } = schema;
  if (random() < 0.3 || Object.hasOwn(schema, "discriminator") || Object.hasOwn(schema, "oneOf")) return schema;
  const keyword = random() < 0.5 ? "oneOf" : "anyOf";
  const isSet = Array.isArray(values) && values.length > 1 && new Set(values).size === values.length;
  // Of what a type refuses and a list names, each reader makes its own.
  if (isSet && values.includes(null) && type !== undefined && ![type].flat().includes("null")) return schema;
  if (isSet && anyOf === undefined) {
    return { ...rest, ...(type === undefined ? {} : { type }), [keyword]: values.map((value) => ({ const: value })) };
  }
  const isAlone = values === undefined && anyOf === undefined && Object.keys(rest).length === 0;
  if (Array.isArray(type) && type.length > 1 && isAlone) {
    return { [keyword]: type.map((name) => ({ type: name })) };
  }
  if (!Array.isArray(anyOf) || anyOf.length < 3) return schema;
  const [first = {}, ...others] = anyOf;
  return { ...schema, anyOf: [first, { anyOf: others }] };
}

/** Writes out some references, one layer deep; what stands beside one goes with it. */
function inlineReferences(document: JsonObject, random: Random): JsonObject {
  const { components } = document;
  const walk = (value: JsonValue, key: string): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => walk(item, ""));
    if (!isJsonObject(value)) return value;
    const reference = value["$ref"];
    const [, , kind = "", name = ""] = typeof reference === "string" ? reference.split("/") : [];
    const members = isJsonObject(components) ? components[kind] : undefined;
    const target = isJsonObject(members) ? members[name] : undefined;
    if (isJsonObject(target) && random() < 0.6) {
      const { $ref: _reference, ...words } = value;
      return { ...structuredClone(target), ...words };
    }
    if (key === "discriminator") return value;
    return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, walk(inner, field)]));
  };
  const inlined = walk(document, "");
  return isJsonObject(inlined) ? inlined : document;
}

function renameComponents(document: JsonObject): JsonObject {
  const text = JSON.stringify(document).replaceAll(
    /"#\/components\/(\w+)\/([^"/]+)/gu,
    (_match, kind: string, name: string) => `"#/components/${kind}/Other.${name}`,
  );
  const copy: JsonValue = JSON.parse(text);
  if (!isJsonObject(copy)) return document;
  const { components } = copy;
  for (const [kind, members] of Object.entries(isJsonObject(components) ? components : {})) {
    if (kind === "securitySchemes" || !isJsonObject(members) || !isJsonObject(components)) continue;
    components[kind] = Object.fromEntries(Object.entries(members).map(([name, member]) => [`Other.${name}`, member]));
  }
  return copy;
}

/** Where a path has one operation, its parameters may stand with the path. */
function moveParameters(document: JsonObject, random: Random): JsonObject {
  const copy = structuredClone(document);
  for (const item of Object.values(own(copy, "paths"))) {
    if (!isJsonObject(item) || Object.hasOwn(item, "parameters")) continue;
    const operations = Object.values(item).filter((one) => isJsonObject(one) && Object.hasOwn(one, "responses"));
    const [operation] = operations;
    if (operations.length !== 1 || !isJsonObject(operation) || !Array.isArray(operation["parameters"])) continue;
    const moved = operation["parameters"].filter(() => random() < 0.5);
    const kept = operation["parameters"].filter((parameter) => !moved.includes(parameter));
    item["parameters"] = moved;
    if (kept.length > 0) operation["parameters"] = kept;
    else delete operation["parameters"];
  }
  return copy;
}

const unordered: ReadonlySet<string> = new Set(["required", "enum", "type", "parameters", "oneOf", "anyOf", "allOf"]);

function shuffle(document: JsonObject, random: Random): JsonObject {
  const walk = (value: JsonValue, key: string): JsonValue => {
    if (Array.isArray(value)) {
      const items = value.map((item) => walk(item, ""));
      return unordered.has(key) ? mix(items, random) : items;
    }
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(mix(Object.entries(value), random).map(([name, inner]) => [name, walk(inner, name)]));
  };
  const shuffled = walk(document, "");
  return isJsonObject(shuffled) ? shuffled : document;
}

function mix<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, rank: random() }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}
