import { join } from "node:path";
import { findUserFolder } from "@just-one/user-folders";
import { makeFolder } from "@just-one/user-folders/make-folder";

/** The folder of this user for what can be made anew at any time; `undefined` where there is none, and none can be made. */
export function findCacheFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  try {
    const folder = join(findUserFolder("XDG_CACHE_HOME", environment), "just-one", "compiled");
    makeFolder(folder, 0o700); // Node would try for ever below /proc
    return folder;
  } catch {
    return undefined;
  }
}
