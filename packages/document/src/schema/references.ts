import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { findByReference } from "./find-by-reference.ts";
import { parsePointer } from "../json/json-pointer.ts";
import { DocumentError } from "../document-error.ts";
import { getField } from "../json/json-fields.ts";
import { unwatched, type WatchTime } from "../watch-time.ts";

/** Where a reference led. */
export interface Target {
  value: JsonValue;
  /** `components.schemas.Result`; absent where there was no reference to follow. */
  component?: string;
}

/** Follows the references of one document. */
export interface References {
  /** Finds what `#/…` names. */
  find(reference: string): Target;
  /** Tells whether there is anything to find. */
  has(reference: string): boolean;
  /** Follows `{ "$ref": … }`, where one stands, to the object itself. */
  resolve(value: JsonValue): { value: JsonObject; component?: string };
  /** Finds what `$dynamicRef` names: every schema that carries the anchor, and where it stands. */
  findDynamicAnchors(name: string): readonly Required<Target>[];
  /** Ends a reading that takes too long. */
  watchTime: WatchTime;
}

/**
 * Creates the reader of a document's references.
 *
 * @throws DocumentError, from its methods, for a reference that leads nowhere or round in a circle.
 */
export function createReferences(document: JsonObject, watchTime: WatchTime = unwatched): References {
  let anchors: Map<string, Required<Target>[]> | undefined;
  const found = new Map<string, Target>();
  const reworded = new WeakMap<JsonObject, JsonObject>();

  function find(reference: string): Target {
    const known = found.get(reference);
    if (known !== undefined) return known;
    const value = reference.startsWith("#/") ? findByReference(document, reference) : undefined;
    if (value === undefined) throw new DocumentError(`the reference ${JSON.stringify(reference)} leads nowhere`);
    const target = { value, component: parsePointer(reference).join(".") };
    found.set(reference, target);
    return target;
  }

  function resolve(value: JsonValue): { value: JsonObject; component?: string } {
    let current: Target = { value };
    const seen = new Set<string>();
    const told: JsonObject[] = [];
    for (;;) {
      if (!isJsonObject(current.value)) throw new DocumentError("expected an object behind a reference");
      const reference = getField(current.value, "$ref");
      if (typeof reference !== "string") return { ...current, value: reword(current.value, told) };
      const site = current.value;
      if (words.some((word) => Object.hasOwn(site, word))) told.push(site);
      if (seen.has(reference))
        throw new DocumentError(`the reference ${JSON.stringify(reference)} goes round in a circle`);
      seen.add(reference);
      current = find(reference);
    }
  }

  /** What stands beside a `$ref` is said of what it leads to, there: the outermost words hold. */
  function reword(value: JsonObject, told: readonly JsonObject[]): JsonObject {
    const [outermost] = told;
    if (outermost === undefined) return value;
    const known = reworded.get(outermost);
    if (known !== undefined) return known;
    const own = told.toReversed().flatMap((one) => Object.entries(one).filter(([name]) => words.includes(name)));
    const whole: JsonObject = { ...value, ...Object.fromEntries(own) };
    reworded.set(outermost, whole);
    return whole;
  }

  return {
    find,
    has: (reference) => reference.startsWith("#/") && findByReference(document, reference) !== undefined,
    resolve,
    findDynamicAnchors(name) {
      anchors ??= collectDynamicAnchors(document);
      return anchors.get(name) ?? [];
    },
    watchTime,
  };
}

/** What OpenAPI 3.1 lets stand beside a `$ref` that is no schema. */
const words = ["description", "summary"];

function collectDynamicAnchors(document: JsonObject): Map<string, Required<Target>[]> {
  const anchors = new Map<string, Required<Target>[]>();
  const pending: { value: JsonValue; path: readonly string[] }[] = [{ value: document, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (value === null || typeof value !== "object") continue;
    for (const [key, inner] of Object.entries(value)) pending.push({ value: inner, path: [...path, key] });
    const name = isJsonObject(value) ? getField(value, "$dynamicAnchor") : undefined;
    if (typeof name !== "string") continue;
    anchors.set(name, [...(anchors.get(name) ?? []), { value, component: path.join(".") }]);
  }
  return anchors;
}
