import { ConfigError } from "../errors/config-error.ts";

/**
 * What each option of an object may be: the least that a number may be (times, in `…Ms`, may have fractions, what is
 * counted may not), the kinds of which `findKindProblem` knows, with what an object of them may be if that is options too, or
 * `undefined` for what is looked at elsewhere. Complete by its type: what is not listed is refused, so a new option cannot
 * be forgotten.
 */
export type Shape<Options> = {
  readonly [Name in keyof Options]-?: number | string | readonly [kinds: string, within: Shape<object>] | undefined;
};

/**
 * Reads options once, whatever becomes of the caller's own.
 *
 * @throws ConfigError that names the option that cannot work, behind `where`
 */
export function readOptions<Options extends object>(where: string, given: Options, shape: Shape<Options>): Options {
  const own = copyOptions(given);
  const problem = findOptionProblem(where, own, shape);
  if (problem !== undefined) throw new ConfigError(problem);
  return own;
}

/**
 * A sentence about the first option that cannot work: one that nobody reads, or a number that would quietly mean
 * something else. `NaN`, from a mistyped environment variable say, compares as if there were no limit at all.
 */
export function findOptionProblem<Options extends object>(
  where: string,
  options: Options,
  shape: Shape<Options>,
  findUnknown: typeof listKnown = listKnown,
): string | undefined {
  // Callers without types may give anything, and what has no such members would have no limits.
  if (!isObject(options)) {
    return `\`${where.slice(0, -1) || "options"}\` must be an object`;
  }
  const unknown = findUnknown(where, options, shape);
  if (unknown !== undefined) return unknown;
  for (const name in shape) {
    const value: unknown = options[name];
    const least = shape[name];
    const whole = name.endsWith("Ms") ? "" : "whole ";
    if (value === undefined || typeof least !== "number") continue;
    if (typeof value === "number" && value >= least && !(whole && value % 1 > 0)) continue;
    return `\`${where}${name}\` must be a ${whole}number${least === -Infinity ? "" : `, ${least} or more`}`;
  }
  return undefined;
}

/** In few words; `findUnknown` of `@just-one/options` looks for the name that was meant. */
function listKnown(where: string, options: object, shape: object): string | undefined {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(shape, name));
  return unknown && `\`${where}${unknown}\` is no option: there are ${Object.keys(shape).join(", ")}`;
}

/** A copy of what may be options; what cannot be comes back as it is, to be refused. */
export function copyOptions<Options extends object>(given: Options): Options {
  return isObject(given) ? { ...given } : given;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
