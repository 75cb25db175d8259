import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** What a user's folders are for, by the variable that moves them, and where they are without. */
const folders = {
  XDG_CACHE_HOME: ".cache",
  XDG_CONFIG_HOME: ".config",
  XDG_DATA_HOME: ".local/share",
  XDG_STATE_HOME: ".local/state",
} as const;

/**
 * The folder of a user for one purpose, under which each program has one of its own. A path that is not absolute counts for
 * nothing, as the standard has it: it would be another folder wherever the program is started.
 *
 * @throws Error where the user has no home
 */
export function findUserFolder(
  variable: keyof typeof folders,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const moved = environment[variable] ?? "";
  return isAbsolute(moved) ? moved : join(environment["HOME"] || homedir(), folders[variable]);
}
