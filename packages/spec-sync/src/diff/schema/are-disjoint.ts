import { intersectTypes, type JsonValue, type Reading, readSchemaSite } from "@just-one/document";

/** Tells two schemas that no value fits both of, as far as types, listed values and a property that tells them apart say. */
export function areDisjoint(one: JsonValue, other: JsonValue, side: Reading, depth = 0): boolean {
  const [a, b] = [one, other].map((schema) => {
    const site = readSchemaSite(schema, side.references);
    const flat = side.flatten(site.core);
    return Object.assign({}, flat, { nullable: site.nullable || flat.nullable });
  });
  if (a === undefined || b === undefined || (a.nullable && b.nullable)) return false;
  if (a.isNever || b.isNever || intersectTypes(a.types, b.types)?.size === 0) return true;
  const { values } = b;
  if (a.values !== undefined && values !== undefined && [...a.values.keys()].every((text) => !values.has(text)))
    return true;
  const areObjects = [a, b].every(({ types }) => types?.size === 1 && types.has("object"));
  if (!areObjects || depth > maxDepth) return false;
  const shared = [...a.required].filter((name) => b.required.has(name));
  return shared.some((name) =>
    areDisjoint(a.properties.get(name) ?? true, b.properties.get(name) ?? true, side, depth + 1),
  );
}

/** Deeper than anybody looks for what tells two objects apart. */
const maxDepth = 4;
