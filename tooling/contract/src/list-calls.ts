import type { CatalogEntry, CatalogParameter, ParameterType } from "@just-one/api";

/** Parameters of one call. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Lists calls that use everything an operation offers: the required parameters alone, then each parameter with each of
 * its allowed values, or with a value of each of its types.
 */
export function listCalls(entry: CatalogEntry): Parameters[] {
  const least = sampleParameters(entry);
  return [
    least,
    ...entry.parameters.flatMap((parameter) =>
      listValues(parameter).map((value) => ({ ...least, [parameter.name]: value })),
    ),
  ];
}

/** Parameters that the document allows, and no more of them than it demands. */
export function sampleParameters(entry: CatalogEntry): Parameters {
  const required = entry.parameters.filter((parameter) => parameter.required);
  return Object.fromEntries(required.map((parameter) => [parameter.name, listValues(parameter)[0]]));
}

function listValues({ enum: allowed, types }: CatalogParameter): readonly unknown[] {
  if (allowed !== undefined) return allowed;
  if (types.length === 0) return samples.string;
  return types.flatMap((type) => samples[type]);
}

const samples: Readonly<Record<ParameterType, readonly unknown[]>> = {
  // What a careless encoder breaks, and an id that no number holds.
  string: ["7048929565493690398", "a&b=c+d %2F/?#é美"],
  integer: [1, 2_147_483_647],
  number: [1.5],
  boolean: [true, false],
  array: [["a", "b"]],
  object: [{ a: "b" }],
  null: [],
};
