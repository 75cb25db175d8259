import { ConfigError } from "@just-one/core";
import { findUnknown, type Names } from "@just-one/options/find-unknown";

/**
 * Refuses what nobody reads: a mistyped budget would be none at all.
 *
 * @param where what stands before the name, such as `plan.`
 * @throws ConfigError that names what was probably meant
 */
export function refuseUnknown<Options extends object>(where: string, options: Options, names: Names<Options>): void {
  // Callers without types may give anything.
  if (Object(options) !== options) throw new ConfigError(`\`${where.slice(0, -1) || "options"}\` must be an object`);
  const problem = findUnknown(where, options, names);
  if (problem !== undefined) throw new ConfigError(problem);
}
