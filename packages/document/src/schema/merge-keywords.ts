import { isJsonObject, isNumeric, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { compareText } from "../json/compare-text.ts";
import { formatCanonicalJson } from "../json/canonical-json.ts";
import { dropRepeated } from "../json/drop-repeated.ts";
import type { WatchTime } from "../watch-time.ts";
import { intern } from "./intern-conjunction.ts";
import { conditionKeywords, partKeywords } from "./schema-keywords.ts";

type Keywords = ReadonlyMap<string, JsonValue>;

/** Layers of keywords made one. */
export interface MergedKeywords {
  keywords: Map<string, JsonValue>;
  /** What holds as well and could not be merged. */
  conjuncts: readonly JsonObject[];
}

/** Merges what several layers say about one value, as `allOf` means it: all of it holds. */
export function mergeKeywords(layers: readonly Keywords[], watchTime: WatchTime): MergedKeywords {
  const filled = layers.filter((layer) => layer.size > 0);
  const closed = filled.filter((layer) => isClosed(layer, filled));
  const merged: MergedKeywords & { conjuncts: JsonObject[] } = {
    keywords: new Map(),
    conjuncts: closed.map((layer) => Object.fromEntries(layer)),
  };
  for (const layer of filled) {
    watchTime();
    if (!closed.includes(layer)) mergeLayer(merged, layer);
  }
  if (merged.conjuncts.length > 0) standApart(merged);
  return { ...merged, conjuncts: dropRepeated(merged.conjuncts) };
}

/** "The other properties" are the other ones of the same object: merged with more of them, it would mean something else. */
function isClosed(layer: Keywords, all: readonly Keywords[]): boolean {
  return closings.some(
    ([closing, closed]) =>
      layer.has(closing) && all.some((other) => other !== layer && closed.some((name) => other.has(name))),
  );
}

const members = ["properties", "patternProperties", "additionalProperties", "unevaluatedProperties"];
const places = ["items", "prefixItems", "unevaluatedItems"];
const branching = ["anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "contains"];

/** What speaks of others beside it, and which those are. */
const closings: readonly (readonly [string, readonly string[]])[] = [
  ["additionalProperties", members],
  ["patternProperties", members],
  ["prefixItems", places],
  ["unevaluatedProperties", [...members, ...branching]],
  ["unevaluatedItems", [...places, ...branching]],
];

/** Where something could not be merged, all there can be only one of stands apart, whichever came first. */
function standApart({ keywords, conjuncts }: { keywords: Map<string, JsonValue>; conjuncts: JsonObject[] }): void {
  const conditions: JsonObject = {};
  for (const [name, value] of keywords) {
    if (name === "oneOf" || name === "anyOf") conjuncts.push({ [name]: value });
    else if (conditionKeywords.has(name)) conditions[name] = value;
    else continue;
    keywords.delete(name);
  }
  if (Object.keys(conditions).length > 0) conjuncts.push(conditions);
}

function mergeLayer(merged: { keywords: Map<string, JsonValue>; conjuncts: JsonObject[] }, layer: Keywords): void {
  const { keywords, conjuncts } = merged;
  const isSplit = ["if", "then", "else"].some((name) => layer.has(name)) && keywords.has("if");
  const apart: [string, JsonValue][] = [];
  for (const [name, value] of [...layer].toSorted(([a], [b]) => compareText(a, b))) {
    const known = keywords.get(name);
    const standsApart = ["oneOf", "anyOf"].includes(name) && (keywords.has("oneOf") || keywords.has("anyOf"));
    const isBranching = ["if", "then", "else"].includes(name) && isSplit;
    if (standsApart) conjuncts.push({ [name]: value });
    else if (isBranching) apart.push([name, value]);
    else if (known === undefined) keywords.set(name, value);
    else if (formatCanonicalJson(known) === formatCanonicalJson(value)) continue;
    else if (conditionKeywords.has(name)) conjuncts.push({ [name]: value });
    else keywords.set(name, mergeValues(name, known, value));
  }
  if (apart.length > 0) conjuncts.push(Object.fromEntries(apart));
}

function mergeValues(name: string, one: JsonValue, other: JsonValue): JsonValue {
  if (name === "properties" && isJsonObject(one) && isJsonObject(other)) return mergeProperties(one, other);
  if (partKeywords.has(name)) return intern(one, other);
  if (Array.isArray(one) && Array.isArray(other)) {
    if (name === "required") return [...new Set([...one, ...other])];
    if (name === "enum") {
      const allowed = new Set(other.map(formatCanonicalJson));
      return one.filter((value) => allowed.has(formatCanonicalJson(value)));
    }
  }
  if (isNumeric(one) && isNumeric(other) && name !== "multipleOf") {
    const isUpper = name.startsWith("max") || name === "exclusiveMaximum";
    return one < other === isUpper ? one : other;
  }
  return [one, other].flat().toSorted((a, b) => compareText(formatCanonicalJson(a), formatCanonicalJson(b)));
}

function mergeProperties(one: JsonObject, other: JsonObject): JsonObject {
  const merged: JsonObject = Object.assign(Object.create(null), one);
  for (const [name, schema] of Object.entries(other)) {
    const known = merged[name];
    const isKnown = known !== undefined && formatCanonicalJson(known) === formatCanonicalJson(schema);
    if (!isKnown) merged[name] = known === undefined ? schema : intern(known, schema);
  }
  return merged;
}
