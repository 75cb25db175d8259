import { isJsonObject, type JsonObject, type JsonValue, parsePointer, setOwn } from "@just-one/document";

/** Where a type stands that TypeScript wants to know at once; what stands under a property it looks up later. */
const immediateKeywords = ["items", "prefixItems", "allOf", "anyOf", "oneOf"];

/**
 * Copies component schemas for TypeScript, which cannot write a list of itself as a member of an interface: where such a
 * circle closes, anything may stand.
 */
export function loosenCircles(schemas: JsonObject): JsonObject {
  const loosened: JsonObject = {};
  const underway = new Set<string>();

  const visit = (name: string): void => {
    underway.add(name);
    setOwn(loosened, name, walk(schemas[name] ?? {}));
    underway.delete(name);
  };
  const walk = (schema: JsonValue): JsonValue => {
    if (Array.isArray(schema)) return schema.map(walk);
    if (!isJsonObject(schema)) return schema;
    const reference = schema["$ref"];
    const name = typeof reference === "string" ? parsePointer(reference).at(-1) : undefined;
    if (name !== undefined && underway.has(name)) return {};
    if (name !== undefined && !Object.hasOwn(loosened, name)) visit(name);
    const copy = { ...schema };
    for (const keyword of immediateKeywords) {
      const inner = copy[keyword];
      if (inner !== undefined) copy[keyword] = walk(inner);
    }
    return copy;
  };

  for (const name of Object.keys(schemas)) if (!Object.hasOwn(loosened, name)) visit(name);
  return Object.fromEntries(Object.keys(schemas).map((name) => [name, loosened[name] ?? {}]));
}
