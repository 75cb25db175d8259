import { isNameable } from "./is-nameable.ts";
import { findKeyPattern } from "./key-patterns.ts";
import { createShape, mergeInto, type Shape } from "./shape.ts";

/** The part of an object that is a map: its keys are data, and its values are of one kind. */
export interface KeyedMap {
  keys: ReadonlySet<string>;
  /** What all of its keys, and no other key of the object, look like; absent when that cannot be said. */
  pattern?: string;
  /** All values of the map, merged. */
  values: Shape;
}

/** Objects with more distinct keys than this are maps, whatever their keys look like; the widest real one has 196. */
const maxFields = 500;

/** Finds the map in what was seen of an object; undefined when all of its keys are names of fields. */
export function findKeyedMap(fields: ReadonlyMap<string, Shape>): KeyedMap | undefined {
  const ids = [...fields.keys()].filter((key) => findKeyPattern(key) !== undefined);
  const names = [...fields.keys()].filter((key) => findKeyPattern(key) === undefined);
  const values = mergeFields(fields, ids);
  if (fields.size > maxFields || (ids.length > 0 && names.every((name) => isAlike(fields.get(name), values)))) {
    return createMap(fields, [...ids, ...names]);
  }
  // A few numbers among many names are fields with odd names.
  return ids.length > 0 && ids.length >= names.length ? createMap(fields, ids) : undefined;
}

function createMap(fields: ReadonlyMap<string, Shape>, keys: readonly string[]): KeyedMap {
  const patterns = new Set(keys.map(findKeyPattern));
  const [pattern] = patterns;
  if (patterns.size === 1 && pattern !== undefined) {
    return { keys: new Set(keys), pattern, values: mergeFields(fields, keys) };
  }
  // Several patterns could match one key, whose value would then have to please all of them, so none is told. The map
  // then covers every key without a schema of its own.
  const covered = new Set([...keys, ...[...fields.keys()].filter((key) => !isNameable(key))]);
  return { keys: covered, values: mergeFields(fields, [...covered]) };
}

/** Whether a value has at least half of its fields in common with others, so that its key may be data like theirs. */
function isAlike(one: Shape | undefined, other: Shape): boolean {
  if (one === undefined) return false;
  const shared = [...one.fields.keys()].filter((key) => other.fields.has(key)).length;
  return shared > 0 && shared * 2 >= Math.min(one.fields.size, other.fields.size);
}

function mergeFields(fields: ReadonlyMap<string, Shape>, keys: readonly string[]): Shape {
  const merged = createShape();
  for (const key of keys) {
    const field = fields.get(key);
    if (field !== undefined) mergeInto(merged, field);
  }
  return merged;
}
