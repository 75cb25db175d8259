import { exec, type Path } from "jsonpath-rfc9535";
import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "@just-one/document";
import { SpecError } from "../spec-error.ts";
import { describeAction, type OverlayAction } from "./overlay.ts";

/**
 * Applies overlay actions to a document in place, in order, as OpenAPI Overlay 1.0 says: objects merge, lists grow,
 * everything else is replaced. Returns how many actions waited: they matched nothing, and say that they may.
 *
 * @throws SpecError when a target is no JSONPath, matches nothing (the overlay is stale) or cannot take the change.
 */
export function applyOverlays(document: JsonObject, actions: readonly OverlayAction[]): number {
  let waiting = 0;
  for (const action of actions) {
    const matches =
      action.change.kind === "remove"
        ? removeTargets(document, action)
        : updateTargets(document, action, action.change.update);
    if (matches > 0) continue;
    if (action.whenPresent === undefined) {
      throw new SpecError(`${describeAction(action)}: stale, matches nothing in the document; correct or delete it`);
    }
    waiting += 1;
  }
  return waiting;
}

function updateTargets(document: JsonObject, action: OverlayAction, update: JsonValue): number {
  // A path may name one target twice, and a list that grows must grow once.
  const targets = new Set(findPlaces(document, action).map((path) => walk(document, path)));
  for (const target of targets) {
    if (isJsonObject(target) && isJsonObject(update)) mergeObject(target, update);
    else if (Array.isArray(target)) target.push(...structuredClone(Array.isArray(update) ? update : [update]));
    else throw new SpecError(`${describeAction(action)}: a target is neither object nor list, or the update no object`);
  }
  return targets.size;
}

/** Finds all places before anything goes: a path may name them twice, in any order, and one within the other. */
function removeTargets(document: JsonObject, action: OverlayAction): number {
  const paths = findPlaces(document, action);
  const places = new Map<JsonValue | undefined, Set<string>>();
  for (const path of paths) {
    const key = path.at(-1);
    if (key === undefined) throw new SpecError(`${describeAction(action)}: the whole document cannot be removed`);
    const parent = walk(document, path.slice(0, -1));
    places.set(parent, (places.get(parent) ?? new Set()).add(unescapeKey(key)));
  }
  for (const [parent, keys] of places) {
    // The last first, so that what is still to go keeps its number.
    const indexes = [...keys].map(Number).toSorted((one, other) => other - one);
    if (Array.isArray(parent)) for (const index of indexes) parent.splice(index, 1);
    else if (isJsonObject(parent)) for (const key of keys) delete parent[key];
  }
  return paths.length;
}

function findPlaces(document: JsonObject, action: OverlayAction): Path[] {
  try {
    return search(document, action.target);
  } catch {
    // The library has not heard of bigints; no filter asks for the last digits of one.
    try {
      return search(roundIntegers(document), action.target);
    } catch {
      throw new SpecError(`${describeAction(action)}: not a JSONPath of RFC 9535`);
    }
  }
}

function search(document: JsonValue, target: string): Path[] {
  const paths: Path[] = [];
  // Safe: what it cannot compare it throws at.
  exec(document as Parameters<typeof exec>[0], target, (_value, path) => paths.push(path));
  return paths;
}

function roundIntegers(value: JsonValue): JsonValue {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(roundIntegers);
  if (!isJsonObject(value)) return value;
  const rounded: JsonObject = {};
  for (const [key, item] of Object.entries(value)) setOwn(rounded, key, roundIntegers(item));
  return rounded;
}

function mergeObject(target: JsonObject, update: JsonObject): void {
  for (const [key, value] of Object.entries(update)) {
    const current = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isJsonObject(current) && isJsonObject(value)) mergeObject(current, value);
    else if (Array.isArray(current) && Array.isArray(value)) current.push(...structuredClone(value));
    else setOwn(target, key, structuredClone(value));
  }
}

function walk(document: JsonObject, path: Path): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isJsonObject(value)) value = value[unescapeKey(key)];
  }
  return value;
}

const escapedCharacters: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The library reports keys escaped as in a normalized path (RFC 9535, 2.7). */
function unescapeKey(key: string | number): string {
  return String(key).replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gu, (_match, hex: string | undefined, character: string) =>
    hex === undefined ? (escapedCharacters[character] ?? character) : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}
