/** What has been seen at one place that says nothing about places below it. */
export type Kind =
  | "null"
  | "boolean"
  | "integer"
  | "fraction"
  /** An integer that a double would round. */
  | "long-integer"
  | "empty-string"
  /** A string that holds a number. */
  | "numeric-string"
  /** A string that holds a JSON object or array. */
  | "json-string"
  | "string"
  | "empty-array"
  | "array"
  | "empty-object"
  | "object"
  /** Nested too deep to go on, or a number JSON Schema cannot speak of. */
  | "anything";

/**
 * Everything seen at one place of the replies. Seeing more only ever adds to it, in whatever order, which is what makes
 * inference deterministic and lets it never take back what it accepted.
 */
export interface Shape {
  kinds: Set<Kind>;
  /** All items of all arrays. */
  items?: Shape;
  /** Values by their key. */
  fields: Map<string, Shape>;
}

/** A place at which nothing has been seen yet. */
export function createShape(): Shape {
  return { kinds: new Set(), fields: new Map() };
}

/** Adds everything that was seen at one place to what was seen at another. */
export function mergeInto(target: Shape, source: Shape): void {
  for (const kind of source.kinds) target.kinds.add(kind);
  if (source.items !== undefined) mergeInto((target.items ??= createShape()), source.items);
  for (const [key, field] of source.fields) mergeInto(reachField(target, key), field);
}

/** The shape under a key, made when it is missing. */
export function reachField({ fields }: Shape, key: string): Shape {
  const found = fields.get(key);
  if (found !== undefined) return found;
  const created = createShape();
  fields.set(key, created);
  return created;
}
