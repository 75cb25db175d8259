import { ConfigError } from "./errors/config-error.ts";

/** What a number among the options may be. */
export interface NumberRule {
  /** The least it may be. */
  readonly from: number;
  /** Whether fractions are refused; `Infinity` is not one. */
  readonly whole?: boolean;
}

/** A rule for some of the options. */
export type NumberRules<T> = { readonly [K in keyof T]?: NumberRule };

/**
 * Refuses numbers that would quietly mean something else: `NaN`, from a mistyped environment variable say, compares as
 * if there were no limit at all.
 *
 * @throws ConfigError that names the option
 */
export function checkNumbers<T extends object>(where: string, options: T, rules: NumberRules<T>): void {
  const problem = findNumberProblem(where, options, rules);
  if (problem !== undefined) throw new ConfigError(problem);
}

/** Like `checkNumbers`, for those who do not throw: a sentence about the first number that its rule refuses. */
export function findNumberProblem<T extends object>(
  where: string,
  options: T,
  rules: NumberRules<T>,
): string | undefined {
  for (const name in rules) {
    const rule = rules[name];
    const value: unknown = options[name];
    if (rule === undefined || value === undefined || fits(value, rule)) continue;
    return `\`${where === "" ? name : `${where}.${name}`}\` must be ${describe(rule)}`;
  }
  return undefined;
}

function fits(value: unknown, { from, whole = false }: NumberRule): boolean {
  if (typeof value !== "number" || Number.isNaN(value) || value < from) return false;
  return !whole || Number.isInteger(value) || value === Infinity;
}

function describe({ from, whole = false }: NumberRule): string {
  return `a ${whole ? "whole " : ""}number${from === -Infinity ? "" : `, ${from} or more`}`;
}
