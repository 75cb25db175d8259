import type { JsonObject } from "./json/json-value.ts";
import { type FlatSchema, flattenSchema } from "./schema/flat-schema.ts";
import type { WatchTime } from "./watch-time.ts";
import { createReferences, type References } from "./schema/references.ts";

/** One document under reading, with what was already worked out about it. */
export interface Reading {
  document: JsonObject;
  references: References;
  /** A schema as one list of conditions: worked out once for each. */
  flatten: (core: JsonObject) => FlatSchema;
}

/** Starts to read a document: nothing is worked out before it is asked for. */
export function createReading(document: JsonObject, watchTime?: WatchTime): Reading {
  const references = createReferences(document, watchTime);
  const flattened = new WeakMap<JsonObject, FlatSchema>();
  return {
    document,
    references,
    flatten(core) {
      const known = flattened.get(core) ?? flattenSchema(core, references);
      flattened.set(core, known);
      return known;
    },
  };
}
