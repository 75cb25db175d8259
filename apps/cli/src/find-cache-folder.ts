import { join } from "node:path";
import { findUserFolder } from "@just-one/user-folders";

/** The folder of this user for what can be made anew at any time; `undefined` for one without a home. */
export function findCacheFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  try {
    return join(findUserFolder("XDG_CACHE_HOME", environment), "just-one", "compiled");
  } catch {
    return undefined;
  }
}
