import type { CatalogEntry, CatalogParameter, ParameterType } from "@just-one/api";

/** Parameters of one call. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Formats of parameters by name, such as `date`, where the document demands one. */
export type Formats = ReadonlyMap<string, string>;

/**
 * Lists calls that use everything an operation offers: the required parameters alone, then each parameter with each of
 * its allowed values, or with values of each of its types.
 */
export function listCalls(entry: CatalogEntry, formats: Formats): Parameters[] {
  const least = sampleParameters(entry, formats);
  const calls = [least];
  // What the vendor took away stays in the document until the next major, and is refused before it is sent.
  for (const parameter of entry.parameters.filter(({ removed }) => removed === undefined)) {
    for (const value of listValues(parameter, formats)) calls.push({ ...least, [parameter.name]: value });
  }
  return calls;
}

/** Parameters that the document allows, and no more of them than it demands. */
export function sampleParameters(entry: CatalogEntry, formats: Formats = new Map()): Parameters {
  const needed = entry.parameters.filter(({ required, removed }) => required && removed === undefined);
  return Object.fromEntries(needed.map((parameter) => [parameter.name, listValues(parameter, formats)[0]]));
}

function listValues({ name, enum: allowed, types }: CatalogParameter, formats: Formats): readonly unknown[] {
  if (allowed !== undefined) return allowed;
  if (formats.get(name) === "date") return ["2026-11-24"];
  if (formats.get(name) === "date-time") return ["2026-11-24T00:00:00Z"];
  return types.length === 0 ? samples.string : types.flatMap((type) => samples[type]);
}

const samples: Readonly<Record<ParameterType, readonly unknown[]>> = {
  // An id that no number holds, and what a careless encoder breaks.
  string: ["7048929565493690398", "a&b=c+d %2F/?#é美"],
  integer: [1, 2_147_483_647],
  number: [1.5],
  boolean: [true, false],
  array: [["a", "b"]],
  object: [{ a: "b" }],
  null: [],
};
