import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "@just-one/document";
import { findNodes, type Node } from "../json-path/find-nodes.ts";
import { parseQuery } from "../json-path/parse-query.ts";
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
  const targets = new Set(findTargets(document, action).map(({ value }) => value));
  for (const target of targets) {
    if (isJsonObject(target) && isJsonObject(update)) mergeObject(target, update);
    else if (Array.isArray(target)) target.push(...structuredClone(Array.isArray(update) ? update : [update]));
    else throw new SpecError(`${describeAction(action)}: a target is neither object nor list, or the update no object`);
  }
  return targets.size;
}

/** Finds all places before anything goes: a path may name them twice, in any order, and one within the other. */
function removeTargets(document: JsonObject, action: OverlayAction): number {
  const targets = findTargets(document, action);
  const lists = new Map<JsonValue[], Set<number>>();
  for (const { place } of targets) {
    if (place === undefined) throw new SpecError(`${describeAction(action)}: the whole document cannot be removed`);
    const { parent, key } = place;
    if (!Array.isArray(parent)) delete parent[key];
    else if (typeof key === "number") lists.set(parent, (lists.get(parent) ?? new Set()).add(key));
  }
  for (const [list, keys] of lists) {
    // The last first, so that what is still to go keeps its number.
    for (const key of [...keys].toSorted((one, other) => other - one)) list.splice(key, 1);
  }
  return targets.length;
}

function findTargets(document: JsonObject, action: OverlayAction): Node[] {
  try {
    return findNodes(document, parseQuery(action.target));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    throw new SpecError(`${describeAction(action)}: ${error.message}`);
  }
}

function mergeObject(target: JsonObject, update: JsonObject): void {
  for (const [key, value] of Object.entries(update)) {
    const current = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isJsonObject(current) && isJsonObject(value)) mergeObject(current, value);
    else if (Array.isArray(current) && Array.isArray(value)) current.push(...structuredClone(value));
    else setOwn(target, key, structuredClone(value));
  }
}
