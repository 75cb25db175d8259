import type { CatalogEntry } from "@just-one/api";

type Values = Record<string, unknown>;

/** The caller's flat parameters, sorted by where the operation wants them. */
export interface SplitParameters {
  readonly path: Values;
  readonly query: Values;
  readonly form: Values;
}

/** Sorts parameters that were validated before. */
export function splitParameters(entry: CatalogEntry, parameters: object): SplitParameters {
  const split: SplitParameters = { path: {}, query: {}, form: {} };
  for (const { name, in: place } of entry.parameters) {
    // Safe: an object's own members may be read by name; `undefined` is left out when the values are encoded.
    if (Object.hasOwn(parameters, name)) defineMember(split[place], name, (parameters as Values)[name]);
  }
  return split;
}

// A plain assignment to "__proto__" would be lost.
function defineMember(target: Values, name: string, value: unknown): void {
  if (name !== "__proto__") target[name] = value;
  else Object.defineProperty(target, name, { value, enumerable: true });
}
