import { homedir } from "node:os";
import { join } from "node:path";

/** The folder of this user for what can be made anew at any time. */
export function findCacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const home = environment["XDG_CACHE_HOME"] || join(environment["HOME"] || homedir(), ".cache");
  return join(home, "just-one", "compiled");
}
