import { formatCanonicalJson } from "../json/canonical-json.ts";
import { getField, listFields } from "../json/json-fields.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { isSubset } from "../json/sets.ts";
import { dropIdleKeywords, dropUnfitting } from "./drop-idle-keywords.ts";
import type { References } from "./references.ts";
import { annotationKeywords, namingKeywords, typeMark } from "./schema-keywords.ts";
import type { SchemaSite } from "./schema-site.ts";
import { formatTypes, intersectTypes, readTypes, type TypeSet, typesOfValues } from "./schema-types.ts";

/** What an alternative says for itself of the values that fit it. */
export interface Side {
  types: TypeSet;
  /** What it lists but null, by canonical text. */
  values: ReadonlyMap<string, JsonValue> | undefined;
  mayBeNull: boolean;
  /** It lists types, or values, and says nothing else but words. */
  isList: boolean;
}

/** Reads what an alternative says for itself, and not what it is made of. */
export function readSide({ core, nullable, annotations }: SchemaSite, references: References): Side {
  const names = listFields(core).map(([name]) => name);
  const type = getField(core, "type");
  const declared = readTypes(type);
  const constant = getField(core, "const");
  const listed = constant === undefined ? getField(core, "enum") : [constant];
  const fitting = Array.isArray(listed) ? listed.filter((value) => fitsType(value, type, declared)) : undefined;
  const values = fitting?.filter((value) => value !== null);
  const deciding = new Map(
    listFields(core).filter(([name]) => !annotationKeywords.has(name) && !namingKeywords.has(name)),
  );
  dropIdleKeywords(deciding, references);
  dropUnfitting(deciding, declared);
  return {
    types: intersectTypes(declared, values && typesOfValues(values)),
    values: values && new Map(values.map((value) => [formatCanonicalJson(value), value])),
    mayBeNull:
      nullable ||
      getField(core, "nullable") === true ||
      (fitting === undefined ? fitsType(null, type, declared) : fitting.includes(null)) ||
      // What holds as well may let null through by itself.
      names.some((name) => holding.has(name)),
    isList:
      !annotations.has(typeMark) &&
      !names.includes(typeMark) &&
      deciding.size > 0 &&
      [...deciding.keys()].every((name) => listing.has(name)),
  };
}

const listing: ReadonlySet<string> = new Set(["type", "enum", "const"]);
const holding: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "$ref", "$dynamicRef"]);

function fitsType(value: JsonValue, type: JsonValue | undefined, types: TypeSet): boolean {
  if (value === null) return type === undefined || [type].flat().includes("null");
  return types === undefined || isSubset(typesOfValues([value]) ?? types, types);
}

/** Tells alternatives of which no value fits two, as far as they say so themselves. */
export function areApart(sides: readonly Side[]): boolean {
  const types = new Set<string>();
  const valued = new Set<string>();
  const values = new Set<string>();
  return sides.every((side) => {
    if (side.types === undefined || (side.mayBeNull && types.has("null"))) return false;
    if (side.mayBeNull) types.add("null");
    const isNew = [...side.types].every((type) => !types.has(type) && (side.values !== undefined || !valued.has(type)));
    if (!isNew || [...(side.values?.keys() ?? [])].some((text) => values.has(text))) return false;
    for (const type of side.types) (side.values === undefined ? types : valued).add(type);
    for (const text of side.values?.keys() ?? []) values.add(text);
    return true;
  });
}

/** One schema that lists what alternatives list one by one, types or values, but null. */
export function joinSides(sides: readonly Side[]): JsonObject {
  if (sides.some(({ values }) => values === undefined)) {
    return { type: [...new Set(sides.flatMap(({ types }) => [formatTypes(types)].flat()))] };
  }
  return { enum: [...new Map(sides.flatMap((side) => [...(side.values ?? [])])).values()] };
}
