import type { JsonObject } from "../../document/json-value.ts";
import { compareText } from "../../document/open-api.ts";
import { getField, getList, getText } from "../support/json-fields.ts";
import type { References } from "../support/references.ts";

/** A parameter, with where a reference led to it. */
export interface Parameter {
  place: string;
  name: string;
  value: JsonObject;
  component?: string;
}

/** Parameters by place and name: `query.page`. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** Reads the parameters of an operation: its own, and those of its path that it does not replace. */
export function readParameters(references: References, ...owners: readonly JsonObject[]): Parameters {
  const found = new Map<string, Parameter>();
  for (const listed of owners.flatMap((owner) => getList(owner, "parameters"))) {
    const target = references.resolve(listed);
    const place = getText(target.value, "in");
    const name = getText(target.value, "name");
    found.set(`${place}.${name}`, { ...target, place, name });
  }
  return new Map([...found].toSorted(([a], [b]) => compareText(a, b)));
}

/** Tells whether calls must carry a parameter; one in the path always is. */
export function isRequired({ place, value }: Parameter): boolean {
  return place === "path" || getField(value, "required") === true;
}
