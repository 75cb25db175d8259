import { isJsonObject, type JsonObject, type JsonValue } from "@just-one/document";

/** The lists whose order says something: the places of a tuple, and data that is passed on or not understood. */
const orderedLists = new Set(["prefixItems"]);
const data = new Set(["default", "example", "examples", "const", "frobnicate"]);

/** Writes a document in another order: the keys of every object, and every list whose order says nothing. */
export function shuffle(document: JsonObject, random: () => number): JsonObject {
  const walk = (value: JsonValue, key: string): JsonValue => {
    if (Array.isArray(value)) {
      const items = value.map((item) => walk(item, ""));
      return orderedLists.has(key) ? items : shuffleList(items, random);
    }
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).map(([name, inner]): [string, JsonValue] => [
      name,
      data.has(name) ? inner : walk(inner, name),
    ]);
    return Object.fromEntries(shuffleList(entries, random));
  };
  const shuffled = walk(document, "");
  return isJsonObject(shuffled) ? shuffled : {};
}

function shuffleList<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, rank: random() }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

/** Renames all components, except where a discriminator makes the name travel. */
export function renameComponents(document: JsonObject): JsonObject {
  const text = JSON.stringify(document);
  if (text.includes('"discriminator"')) return document;
  const renamed: unknown = JSON.parse(text.replaceAll(/#\/components\/(\w+)\/(\w+)/gu, "#/components/$1/New$2"));
  const result = isJsonObject(renamed as JsonValue) ? (renamed as JsonObject) : {};
  const components = result["components"];
  for (const [kind, members] of Object.entries(isJsonObject(components) ? components : {})) {
    if (kind === "securitySchemes" || !isJsonObject(members) || !isJsonObject(components)) continue;
    components[kind] = Object.fromEntries(Object.entries(members).map(([name, member]) => [`New${name}`, member]));
  }
  return result;
}

const namedMembers =
  /^(?:properties|patternProperties|dependentSchemas|dependentRequired|\$defs|headers|content|schemas|parameters|responses|mapping|links|callbacks|paths|webhooks|securitySchemes|scopes|encoding|variables|security|flows|done)$/u;

/** Adds extensions, and writes every single type as a list. */
export function addNoise(document: JsonObject, random: () => number): JsonObject {
  const walk = (value: JsonValue, key: string): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => walk(item, ""));
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).map(([name, inner]): [string, JsonValue] => [
      name,
      data.has(name) ? inner : walk(inner, name),
    ]);
    const noisy = Object.fromEntries(entries);
    if (!namedMembers.test(key)) noisy[`x-${Math.floor(random() * 1000)}`] = random();
    return noisy;
  };
  const noisy = walk(document, "");
  return isJsonObject(noisy) ? noisy : {};
}

/** Writes one layer of every reference out. */
export function inlineOnce(document: JsonObject): JsonObject {
  const components = document["components"];
  const walk = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    const reference = value["$ref"];
    const [, , kind = "", name = ""] = typeof reference === "string" ? reference.split("/") : [];
    const members = isJsonObject(components) ? components[kind] : undefined;
    const target = isJsonObject(members) ? members[name] : undefined;
    if (isJsonObject(target) && Object.keys(value).length === 1) return structuredClone(target);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === "discriminator" ? inner : walk(inner)]),
    );
  };
  // With a discriminator and no mapping a component's name is what travels: there it is no mere spelling.
  if (JSON.stringify(document).includes('"discriminator"')) return document;
  return { ...document, paths: walk(document["paths"] ?? {}) };
}

/** Writes other words wherever a description or a summary stands. */
export function reword(document: JsonObject, words: string): JsonObject {
  const walk = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        (name === "description" || name === "summary") && typeof inner === "string" ? words : walk(inner),
      ]),
    );
  };
  const reworded = walk(document);
  return isJsonObject(reworded) ? reworded : {};
}
