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

/**
 * Reads the parameters of an operation: its own, and those of its path that it does not replace. Headers
 * have no letter case.
 */
export function readParameters(references: References, ...owners: readonly JsonObject[]): Parameters {
  const found = new Map<string, Parameter>();
  for (const owner of owners) {
    const seen = new Set<string>();
    for (const listed of getList(owner, "parameters")) {
      const target = references.resolve(listed);
      const place = getText(target.value, "in");
      const name = getText(target.value, "name");
      const key = place === "header" ? `header.${name.toLowerCase()}` : `${place}.${name}`;
      if (ignoredHeaders.has(key)) continue;
      found.set(key, { ...target, place, name, ...(seen.has(key) ? { isRepeated: true as const } : {}) });
      seen.add(key);
    }
  }
  return new Map([...found].toSorted(([a], [b]) => compareText(a, b)));
}

/** Tells parameters of one place and name; headers have no letter case. */
export function isSameParameter(one: Parameter, other: Parameter): boolean {
  if (one.place !== other.place) return false;
  return one.place === "header" ? one.name.toLowerCase() === other.name.toLowerCase() : one.name === other.name;
}

/** Headers that mean nothing as parameters: OpenAPI leaves them to content and security. */
const ignoredHeaders: ReadonlySet<string> = new Set(["header.accept", "header.content-type", "header.authorization"]);

/** Tells whether calls must carry a parameter; one in the path always is. */
export function isRequired({ place, value }: Parameter): boolean {
  return place === "path" || getField(value, "required") === true;
}
