import { formatCanonicalJson } from "../json/canonical-json.ts";
import { getField, getList, listFields } from "../json/json-fields.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { dropIdleKeywords } from "./drop-idle-keywords.ts";
import { isNothing } from "./is-anything.ts";
import { areApart, joinSides, readSide, type Side } from "./choice-side.ts";
import type { References } from "./references.ts";
import { annotationKeywords, namingKeywords, typeMark } from "./schema-keywords.ts";
import { nullSchema, readSchemaSite } from "./schema-site.ts";

/** The keywords under which alternatives stand. */
export const choiceKeywords = ["oneOf", "anyOf"] as const;

/** The alternatives of a schema, in one spelling. */
export interface Choice {
  keyword: (typeof choiceKeywords)[number];
  branches: readonly JsonValue[];
}

/** By the list as it is written: choices may share others many times over. */
const known = new WeakMap<References, WeakMap<readonly JsonValue[], Choice>>();

/**
 * Reads alternatives in one spelling: one that is any of others, and says nothing else, counts for those; exactly one of
 * what no value fits two of is any of it; and types or values that are listed one by one are one schema that lists them.
 */
export function readChoice(choice: Choice, references: References): Choice {
  const read = known.get(references) ?? new WeakMap<readonly JsonValue[], Choice>();
  known.set(references, read);
  const found = read.get(choice.branches) ?? openChoice(choice, references);
  read.set(choice.branches, found);
  return found;
}

function openChoice({ keyword, branches }: Choice, references: References): Choice {
  references.watchTime();
  // What nothing fits is no alternative, unless there is no other.
  const fitting = branches.filter((branch) => !isNothing(branch, references));
  const own = fitting.length === 0 ? branches : fitting;
  const opened = own.flatMap((branch) => openBranch(branch, references));
  // Exactly one of two that are the same never fits.
  const listed = keyword === "oneOf" ? opened : dropRepeated(opened, references);
  const sides = listed.map((schema) => ({ schema, ...readBranch(schema, references) }));
  if (keyword === "oneOf" && !areApart(sides)) return { keyword, branches: own };
  const {
    types = [],
    values = [],
    others = [],
  } = Object.groupBy(sides, ({ isList, values: listedValues }) =>
    isList ? (listedValues === undefined ? "types" : "values") : "others",
  );
  const isNullable = [...types, ...values].some(({ mayBeNull }) => mayBeNull);
  const schemas = [...others.map(({ schema }) => schema), ...joinLists(types), ...joinLists(values)];
  return { keyword: "anyOf", branches: isNullable ? [...schemas, nullSchema] : schemas };
}

/** One schema for those that list types, or values; what is the only one stays as it is written. */
function joinLists(sides: readonly (Side & { schema: JsonValue })[]): JsonValue[] {
  const [only, ...others] = sides.filter(({ types, values }) => (values ?? types)?.size !== 0);
  if (only === undefined) return [];
  return [others.length === 0 && !only.mayBeNull ? only.schema : joinSides([only, ...others])];
}

function readBranch(branch: JsonValue, references: References): Side {
  const site = readSchemaSite(branch, references);
  return readSide({ ...site, core: foldChoice(site.core, references) }, references);
}

/** Writes values that a schema lists one by one as the list that they are. */
function foldChoice(core: JsonObject, references: References): JsonObject {
  const keyword = choiceKeywords.find((name) => Object.hasOwn(core, name));
  if (keyword === undefined || Object.hasOwn(core, "discriminator") || Object.hasOwn(core, "enum")) return core;
  const { [keyword]: _branches, ...rest } = core;
  const [only, ...others] = readChoice({ keyword, branches: getList(core, keyword) }, references).branches;
  const values =
    isJsonObject(only) && others.length === 0 ? getField(readSchemaSite(only, references).core, "enum") : undefined;
  return values === undefined || choiceKeywords.some((name) => Object.hasOwn(rest, name))
    ? core
    : { ...rest, enum: values };
}

/** The alternatives that one stands for: those of the choice that it is, where it says nothing else. */
function openBranch(branch: JsonValue, references: References): readonly JsonValue[] {
  const { core, nullable, annotations } = readSchemaSite(branch, references);
  const inner = annotations.has(typeMark) ? undefined : findOnlyChoice(core, references);
  const found = inner && readChoice(inner, references);
  if (found === undefined || found.keyword === "oneOf") return [branch];
  return [...found.branches, ...(nullable || getField(core, "nullable") === true ? [nullSchema] : [])];
}

function findOnlyChoice(core: JsonObject, references: References): Choice | undefined {
  const deciding = new Map(
    listFields(core).filter(
      ([name]) => (!annotationKeywords.has(name) || name === typeMark) && !namingKeywords.has(name),
    ),
  );
  dropIdleKeywords(deciding, references);
  const [name] = deciding.keys();
  const keyword = choiceKeywords.find((one) => one === name);
  return keyword === undefined || deciding.size > 1 ? undefined : { keyword, branches: getList(core, keyword) };
}

/** Leaves in once what stands there twice, behind a reference or not. */
function dropRepeated(branches: readonly JsonValue[], references: References): JsonValue[] {
  const seen = new Set<string>();
  return branches.filter((branch) => {
    const { core, nullable, annotations } = readSchemaSite(branch, references);
    const text = formatCanonicalJson([core, nullable, Object.fromEntries(annotations)]);
    return !seen.has(text) && seen.add(text);
  });
}
