import type { JsonObject } from "../json/json-value.ts";
import { compareText } from "../json/compare-text.ts";
import { getField, getList, getText } from "../json/json-fields.ts";
import type { References } from "../schema/references.ts";

/** A parameter, with where a reference led to it. */
export interface Parameter {
  place: string;
  name: string;
  value: JsonObject;
  component?: string;
  /** One list names it more than once. */
  isRepeated?: true;
}

/** Parameters by place and name: `query.page`. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** Reads the parameters of an operation: its own, and those of its path that it does not replace. */
export function readParameters(references: References, ...owners: readonly JsonObject[]): Parameters {
  const found = new Map<string, Parameter>();
  for (const owner of owners) {
    const seen = new Set<string>();
    for (const listed of getList(owner, "parameters")) {
      const target = references.resolve(listed);
      const place = getText(target.value, "in");
      const name = getText(target.value, "name");
      const key = `${place}.${name}`;
      found.set(key, { ...target, place, name, ...(seen.has(key) ? { isRepeated: true as const } : {}) });
      seen.add(key);
    }
  }
  return new Map([...found].toSorted(([a], [b]) => compareText(a, b)));
}

/** Tells whether calls must carry a parameter; one in the path always is. */
export function isRequired({ place, value }: Parameter): boolean {
  return place === "path" || getField(value, "required") === true;
}
