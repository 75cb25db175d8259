import { findNearest } from "./find-nearest.ts";

/** Every name that an object of options may have: complete by its type, so that a new option cannot be forgotten. */
export type Names<Options> = { readonly [Name in keyof Options]-?: unknown };

/**
 * A sentence about an option that nobody reads, with the name that was probably meant; `undefined` where there is none.
 * Such an option would quietly be none at all: a time limit, a budget or an address that somebody relies on.
 *
 * @param where what stands before the name, such as `retry.`
 */
export function findUnknown<Options extends object>(
  where: string,
  options: Options,
  names: Names<Options>,
): string | undefined {
  const known = Object.keys(names);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  const nearest = findNearest(unknown, known);
  const meant = nearest === undefined ? `there are ${known.join(", ")}` : `did you mean \`${where}${nearest}\`?`;
  return `\`${where}${unknown.slice(0, 60)}\` is no option: ${meant}`;
}
