import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { formatCanonicalJson } from "../json/canonical-json.ts";
import { compareText } from "../json/compare-text.ts";
import { getList, getText } from "../json/json-fields.ts";
import { dropIdleKeywords, dropUnfitting } from "./drop-idle-keywords.ts";
import { isOpen } from "./is-anything.ts";
import { type MergedKeywords, mergeKeywords } from "./merge-keywords.ts";
import { type Choice, choiceKeywords, readChoice } from "./read-choice.ts";
import type { References } from "./references.ts";
import { annotationKeywords, listAnnotations, listKeywords, namingKeywords } from "./schema-keywords.ts";
import { judgeNull, type SaidOfNull } from "./said-of-null.ts";
import { anySchema, followReference, isNullSchema, neverSchema, readSchemaSite } from "./schema-site.ts";
import { intersectTypes, readTypes, type TypeSet, typesOfValues } from "./schema-types.ts";

/** A schema as one list of conditions: references followed, `allOf` merged, spellings of the same thing made one. */
export interface FlatSchema {
  isNever: boolean;
  types: TypeSet;
  /** Null is allowed by name: in `type`, by `nullable`, as an alternative or among the enum's values. */
  nullable: boolean;
  /** The enum's or the constant's values but null, by their canonical text. */
  values: ReadonlyMap<string, JsonValue> | undefined;
  isConstant: boolean;
  properties: ReadonlyMap<string, JsonValue>;
  required: ReadonlySet<string>;
  /** `oneOf` or `anyOf`. */
  alternatives: { keyword: string; branches: readonly JsonValue[]; discriminator?: JsonObject } | undefined;
  /** The components among the branches of `allOf`, merged in here, by name. */
  parents: ReadonlyMap<string, JsonValue>;
  /** Branches of `allOf` that could not be merged. */
  conjuncts: readonly JsonObject[];
  annotations: ReadonlyMap<string, JsonValue>;
  /** Everything else, by name. */
  keywords: ReadonlyMap<string, JsonValue>;
}

/** Flattens the core of a schema. */
export function flattenSchema(core: JsonObject, references: References): FlatSchema {
  if (core === neverSchema) return { ...flattenSchema(anySchema, references), isNever: true };
  const layers: Layer[] = [];
  const parents = new Map<string, JsonValue>();
  const discriminators = new Map<JsonValue, JsonObject>();
  const collection = { references, seen: new Map<JsonObject, Said>(), layers, parents, discriminators };
  const { annotations, null: saidOfNull } = collectLayers(core, collection, []);
  const { keywords, conjuncts } = mergeLayers(layers, references);
  const declared = layers.reduce<TypeSet>((types, layer) => intersectTypes(types, layer.types), undefined);
  const { types, values } = readValues(keywords.get("enum"), declared);
  dropUnfitting(keywords, types);
  const branches = keywords.get("oneOf") ?? keywords.get("anyOf");
  const discriminator = branches === undefined ? undefined : discriminators.get(branches);
  const flat: FlatSchema = {
    isNever: layers.some((layer) => layer.isNever),
    types,
    nullable: saidOfNull === "granted" || saidOfNull === "allowed",
    values,
    isConstant: layers.some((layer) => layer.isConstant),
    properties: new Map(Object.entries(toRecord(keywords.get("properties")))),
    required: new Set(toList(keywords.get("required")).map(String)),
    alternatives: Array.isArray(branches)
      ? {
          keyword: keywords.has("oneOf") ? "oneOf" : "anyOf",
          branches,
          ...(discriminator === undefined ? {} : { discriminator }),
        }
      : undefined,
    parents,
    conjuncts,
    annotations,
    keywords,
  };
  for (const name of ["enum", "properties", "required", flat.alternatives?.keyword ?? ""]) keywords.delete(name);
  return flat;
}

/** The keywords that one schema object says itself. */
interface Layer {
  isNever: boolean;
  types: TypeSet;
  isConstant: boolean;
  keywords: ReadonlyMap<string, JsonValue>;
}

interface Collection {
  references: References;
  /** What was collected, with what it said; nothing yet of what is under way. */
  seen: Map<JsonObject, Said>;
  layers: Layer[];
  parents: Map<string, JsonValue>;
  /** By the choice that it stands beside: what a base says of its children is not said of a child's own choice. */
  discriminators: Map<JsonValue, JsonObject>;
}

type Annotations = ReadonlyMap<string, JsonValue>;

/** What a schema says beside its layers. */
interface Said {
  /** To readers. */
  annotations: Annotations;
  null: SaidOfNull;
}

/** Collects what a schema says, itself and in what it is made of. */
function collectLayers(schema: JsonValue, collection: Collection, wholes: readonly JsonObject[]): Said {
  if (schema === false) {
    collection.layers.push({ isNever: true, types: undefined, isConstant: false, keywords: new Map() });
  }
  const nothing: Said = { annotations: new Map(), null: "unsaid" };
  if (!isJsonObject(schema)) return nothing;
  const known = collection.seen.get(schema);
  if (known !== undefined) return known;
  collection.seen.set(schema, nothing);
  collection.references.watchTime();
  const fields = listKeywords(schema).filter(([name]) => !namingKeywords.has(name));
  const keywords = new Map(fields.filter(([name]) => !annotationKeywords.has(name)));
  if (listsOne(schema, wholes, collection.references)) for (const name of ["oneOf", "anyOf"]) keywords.delete(name);
  const nested: JsonValue[] = [];
  const target = followReference(schema, collection.references);
  if (target !== undefined) {
    keywords.delete("$ref");
    keywords.delete("$dynamicRef");
    nested.push(target.schema);
    collection.parents.set(target.component, target.schema);
  } else if (keywords.has("$dynamicRef")) {
    // Several anchors answer, by where evaluation came from: a change in any of them is a change here.
    const anchors = collection.references.findDynamicAnchors(getText(schema, "$dynamicRef").slice(1));
    keywords.set("$dynamicRef", anchors.map(({ value }) => formatCanonicalJson(value)).toSorted(compareText));
  }
  nested.push(
    ...getList(schema, "allOf").toSorted((a, b) => compareText(formatCanonicalJson(a), formatCanonicalJson(b))),
  );
  keywords.delete("allOf");
  const { references } = collection;
  const besideNull: JsonValue[] = [];
  const hasNullBranch = takeChoices(keywords, { nested, besideNull }, references);
  keywords.delete("nullable");
  if (looksAlone(schema)) {
    keywords.set("additionalProperties", keywords.get("unevaluatedProperties") ?? true);
    keywords.delete("unevaluatedProperties");
  }
  dropIdleKeywords(keywords, references);
  const isNever = takeNever(keywords, references);
  const discriminator = keywords.get("discriminator");
  for (const choice of [keywords.get("oneOf"), keywords.get("anyOf")]) {
    if (choice !== undefined && isJsonObject(discriminator)) collection.discriminators.set(choice, discriminator);
  }
  const types = readTypes(keywords.get("type"));
  keywords.delete("type");
  collection.layers.push({
    isNever,
    types,
    isConstant: foldConstant(keywords),
    keywords,
  });
  const read = (inner: JsonValue): Said => collectLayers(inner, collection, [...wholes, schema]);
  const [parts, alternatives] = [nested.map(read), besideNull.map(read)];
  const said: Said = {
    annotations: mergeAnnotations(
      new Map(listAnnotations(schema)),
      [...parts, ...alternatives].map((part) => part.annotations),
    ),
    null: judgeNull({
      schema,
      hasNullBranch,
      isWhole: wholes.length === 0,
      parts: parts.map((part) => part.null),
    }),
  };
  collection.seen.set(schema, said);
  return said;
}

/** What stands nearest holds; of what stands equally near, whatever the order, what comes first as text. */
function mergeAnnotations(own: Annotations, inherited: readonly Annotations[]): Annotations {
  const merged = new Map(own);
  for (const [name, value] of inherited.flatMap((one) => [...one])) {
    const known = own.has(name) ? value : (merged.get(name) ?? value);
    if (!own.has(name))
      merged.set(name, compareText(formatCanonicalJson(known), formatCanonicalJson(value)) <= 0 ? known : value);
  }
  return merged;
}

/** Tells a base that lists its own children: a child takes over what the base says, and not the choice it is part of. */
function listsOne(base: JsonObject, children: readonly JsonObject[], references: References): boolean {
  if (children.length === 0) return false;
  const branches = [...getList(base, "oneOf"), ...getList(base, "anyOf")];
  return branches.some((branch) => children.includes(readSchemaSite(branch, references).core));
}

/**
 * Brings alternatives into one spelling and takes null out of them, and the last one that is left over; tells whether
 * there was a null.
 */
function takeChoices(
  keywords: Map<string, JsonValue>,
  { nested, besideNull }: Record<"nested" | "besideNull", JsonValue[]>,
  references: References,
): boolean {
  let foundNull = false;
  const choices = choiceKeywords.flatMap((keyword): Choice[] => {
    const branches = keywords.get(keyword);
    return Array.isArray(branches) && keywords.delete(keyword) ? [{ keyword, branches }] : [];
  });
  for (const choice of choices) {
    // What a discriminator names is told by where it stands.
    const { keyword, branches } = keywords.has("discriminator") ? choice : readChoice(choice, references);
    const others = branches.filter((branch) => !isNullSchema(branch, references));
    const hasNull = others.length < branches.length && others.length > 0;
    foundNull ||= hasNull;
    if (others.length < 2) (hasNull ? besideNull : nested).push(...(hasNull ? others : branches.slice(0, 1)));
    else if (keywords.has(keyword)) nested.push({ [keyword]: others });
    else keywords.set(keyword, others);
  }
  return foundNull;
}

/** Takes out `not` of anything, which is how nothing at all is written where `false` cannot be. */
function takeNever(keywords: Map<string, JsonValue>, references: References): boolean {
  const refused = keywords.get("not");
  if (refused === undefined || !isOpen(refused, references)) return false;
  return keywords.delete("not");
}

/** Writes a constant as the enum of one that it is. */
function foldConstant(keywords: Map<string, JsonValue>): boolean {
  const constant = keywords.get("const");
  if (constant === undefined) return false;
  keywords.delete("const");
  keywords.set("enum", [constant]);
  return true;
}

/** What "not looked at" means where everything is one schema: what it does not name itself. */
const lookingElsewhere = [
  "additionalProperties",
  "patternProperties",
  "oneOf",
  "anyOf",
  "if",
  "dependentSchemas",
  "$dynamicRef",
];

/** Tells a schema that has nothing beside its own properties which could have looked at one. */
function looksAlone(schema: JsonObject): boolean {
  const isElsewhere = [...lookingElsewhere, "allOf", "$ref"].some((name) => Object.hasOwn(schema, name));
  return Object.hasOwn(schema, "unevaluatedProperties") && !isElsewhere;
}

/** Merges layers; what the outermost one says of properties that none of them names is said of all others, then. */
function mergeLayers(layers: readonly Layer[], { watchTime }: References): MergedKeywords {
  const all = layers.map((layer) => layer.keywords);
  const [outer, ...inner] = all;
  const rest = outer?.get("unevaluatedProperties");
  const isElsewhere =
    inner.some((keywords) => keywords.has("unevaluatedProperties")) ||
    all.some((keywords) => lookingElsewhere.some((name) => keywords.has(name)));
  if (outer === undefined || rest === undefined || isElsewhere) return mergeKeywords(all, watchTime);
  const own = new Map(outer);
  own.delete("unevaluatedProperties");
  const merged = mergeKeywords([own, ...inner], watchTime);
  if (merged.conjuncts.length > 0) return mergeKeywords(all, watchTime);
  merged.keywords.set("additionalProperties", rest);
  return merged;
}

/** Reads which values there may be, and of which types: a list of all that a type has is the type. */
function readValues(listed: JsonValue | undefined, declared: TypeSet): Pick<FlatSchema, "types" | "values"> {
  if (!Array.isArray(listed)) return { types: declared, values: undefined };
  const all = listed.filter((value) => value !== null);
  const fitting = all.filter((value) => intersectTypes(typesOfValues([value]), declared)?.size !== 0);
  // Where no value fits the type, nobody knows which of both was meant.
  const values = new Map((fitting.length > 0 ? fitting : all).map((value) => [formatCanonicalJson(value), value]));
  const types = declared ?? typesOfValues([...values.values()]);
  const isWhole =
    types === undefined || types.size === 0 || (types.size === 1 && types.has("boolean") && values.size === 2);
  return { types, values: isWhole ? undefined : values };
}

function toRecord(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
