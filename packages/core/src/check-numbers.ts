import { ConfigError } from "./errors/config-error.ts";

/** The least that some of the options may be. Times, in `…Ms`, may have fractions; what is counted may not. */
export type Least<T> = { readonly [K in keyof T]?: number };

/**
 * Refuses numbers that would quietly mean something else: `NaN`, from a mistyped environment variable say, compares as
 * if there were no limit at all.
 *
 * @throws ConfigError that names the option, behind `where`
 */
export function checkNumbers<T extends object>(where: string, options: T, least: Least<T>): void {
  const problem = findNumberProblem(where, options, least);
  if (problem !== undefined) throw new ConfigError(problem);
}

/** Like `checkNumbers`, for those who do not throw: a sentence about the first number that cannot be. */
export function findNumberProblem<T extends object>(where: string, options: T, least: Least<T>): string | undefined {
  // Callers without types may give anything, and what has no such members would have no limits.
  if (typeof (options as unknown) !== "object" || (options as unknown) === null) {
    return `\`${where.slice(0, -1) || "options"}\` must be an object`;
  }
  for (const name in least) {
    const value: unknown = options[name];
    const from = least[name] ?? -Infinity;
    const whole = name.endsWith("Ms") ? "" : "whole ";
    if (value === undefined || (typeof value === "number" && value >= from && !(whole && value % 1 > 0))) continue;
    return `\`${where}${name}\` must be a ${whole}number${from === -Infinity ? "" : `, ${from} or more`}`;
  }
  return undefined;
}
