import { formatCanonicalJson } from "../json/canonical-json.ts";
import { getField, getList, listFields } from "../json/json-fields.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { dropIdleKeywords, dropUnfitting } from "./drop-idle-keywords.ts";
import { isNothing } from "./is-anything.ts";
import type { References } from "./references.ts";
import { annotationKeywords, namingKeywords, typeMark } from "./schema-keywords.ts";
import { isNullSchema, nullSchema, readSchemaSite } from "./schema-site.ts";
import { isSubset } from "../json/sets.ts";
import { formatTypes, intersectTypes, readTypes, type TypeSet, typesOfValues } from "./schema-types.ts";

/** The keywords under which alternatives stand. */
export const choiceKeywords = ["oneOf", "anyOf"] as const;

/** The alternatives of a schema, in one spelling. */
export interface Choice {
  keyword: (typeof choiceKeywords)[number];
  branches: readonly JsonValue[];
}

/**
 * Reads alternatives in one spelling: one that is any of others, and says nothing else, counts for those; exactly one of
 * what no value fits two of is any of it; and types or values that are listed one by one are one schema that lists them.
 */
export function readChoice(choice: Choice, references: References): Choice {
  const { keyword, branches } = openChoice(choice, references, new Set());
  // Exactly one of two that are the same never fits.
  if (keyword === "oneOf") return { keyword, branches };
  const { nulls = [], others = [] } = Object.groupBy(dropRepeatedBranches(branches, references), (branch) =>
    isNullSchema(branch, references) ? "nulls" : "others",
  );
  const joined = joinLists(others.map((branch) => readSide(branch, references)));
  return { keyword, branches: [...(joined === undefined ? others : [joined]), ...nulls.slice(0, 1)] };
}

/** Leaves in once what stands there twice, behind a reference or not. */
function dropRepeatedBranches(branches: readonly JsonValue[], references: References): JsonValue[] {
  const seen = new Set<string>();
  return branches.filter((branch) => {
    const { core, nullable, annotations } = readSchemaSite(branch, references);
    const text = formatCanonicalJson([core, nullable, Object.fromEntries(annotations)]);
    return !seen.has(text) && seen.add(text);
  });
}

/** Puts the alternatives of choices within a choice in their place; of those under way, a circle, it leaves what stands. */
function openChoice({ keyword, branches }: Choice, references: References, underway: ReadonlySet<JsonObject>): Choice {
  // What nothing fits is no alternative, unless there is no other.
  const fitting = branches.filter((branch) => !isNothing(branch, references));
  const own = fitting.length === 0 ? branches : fitting;
  const opened = own.flatMap((branch) => {
    const { core, nullable, annotations } = readSchemaSite(branch, references);
    const inner = annotations.has(typeMark) || underway.has(core) ? undefined : findOnlyChoice(core, references);
    if (inner === undefined) return [branch];
    const found = openChoice(inner, references, new Set([...underway, core]));
    if (found.keyword === "oneOf") return [branch];
    return [...found.branches, ...(nullable || getField(core, "nullable") === true ? [nullSchema] : [])];
  });
  if (keyword === "anyOf") return { keyword, branches: opened };
  const sides = opened.map((branch) => readSide(branch, references));
  return sides.every((side, index) => sides.slice(index + 1).every((other) => areApart(side, other)))
    ? { keyword: "anyOf", branches: opened }
    : { keyword, branches: own };
}

/** The choice that a schema is, where it says nothing else. */
function findOnlyChoice(core: JsonObject, references: References): Choice | undefined {
  const deciding = new Map(
    listFields(core).filter(
      ([name]) => (!annotationKeywords.has(name) || name === typeMark) && !namingKeywords.has(name),
    ),
  );
  dropIdleKeywords(deciding, references);
  const [keyword] = deciding.keys();
  if (deciding.size !== 1 || (keyword !== "oneOf" && keyword !== "anyOf")) return undefined;
  return { keyword, branches: getList(core, keyword) };
}

/** What an alternative says for itself of the values that fit it. */
interface Side {
  types: TypeSet;
  values: ReadonlyMap<string, JsonValue> | undefined;
  mayBeNull: boolean;
  /** It lists types, or values, and says nothing else but words. */
  isList: boolean;
}

function readSide(branch: JsonValue, references: References): Side {
  const { core, nullable, annotations } = readSchemaSite(branch, references);
  const type = getField(core, "type");
  const constant = getField(core, "const");
  const listed = constant === undefined ? getField(core, "enum") : [constant];
  const declared = readTypes(type);
  const fitting = Array.isArray(listed) ? listed.filter((value) => fitsType(value, type, declared)) : undefined;
  const values = fitting?.filter((value) => value !== null);
  const names = listFields(core).map(([name]) => name);
  const isMarked = annotations.has(typeMark) || names.includes(typeMark);
  const deciding = new Map(
    listFields(core).filter(([name]) => !annotationKeywords.has(name) && !namingKeywords.has(name)),
  );
  dropIdleKeywords(deciding, references);
  dropUnfitting(deciding, declared);
  const letsNullThrough = fitting === undefined ? fitsType(null, type, declared) : fitting.includes(null);
  return {
    types: declared ?? (values && typesOfValues(values)),
    values: values && new Map(values.map((value) => [formatCanonicalJson(value), value])),
    // What holds as well may let null through by itself.
    mayBeNull:
      nullable || getField(core, "nullable") === true || letsNullThrough || names.some((name) => holding.has(name)),
    isList: !isMarked && deciding.size > 0 && [...deciding.keys()].every((name) => listing.has(name)),
  };
}

const listing: ReadonlySet<string> = new Set(["type", "enum", "const"]);
const holding: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "$ref", "$dynamicRef"]);

function fitsType(value: JsonValue, type: JsonValue | undefined, types: TypeSet): boolean {
  if (value === null) return type === undefined || [type].flat().includes("null");
  return types === undefined || isSubset(typesOfValues([value]) ?? types, types);
}

/** Tells alternatives that no value fits both of, as far as they say so themselves. */
function areApart(one: Side, other: Side): boolean {
  if (one.mayBeNull && other.mayBeNull) return false;
  if (intersectTypes(one.types, other.types)?.size === 0) return true;
  const [values, others] = [one.values, other.values];
  return values !== undefined && others !== undefined && [...values.keys()].every((text) => !others.has(text));
}

/** One schema that lists what alternatives list one by one; undefined where they do not. */
function joinLists(sides: readonly Side[]): JsonObject | undefined {
  if (sides.length < 2 || !sides.every(({ isList }) => isList)) return undefined;
  const mayBeNull = sides.some((side) => side.mayBeNull);
  if (sides.every(({ values }) => values === undefined)) {
    const names = sides.flatMap(({ types }) => [formatTypes(types)].flat());
    return { type: [...new Set(names), ...(mayBeNull ? ["null"] : [])] };
  }
  if (sides.some(({ values }) => values === undefined)) return undefined;
  const values = new Map(sides.flatMap((side) => [...(side.values ?? [])]));
  return { enum: [...values.values(), ...(mayBeNull ? [null] : [])] };
}
