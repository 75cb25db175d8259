import { join } from "node:path";
import { findHome } from "./find-home.ts";

/** The folder of this user for what can be made anew at any time; `undefined` for one without a home. */
export function findCacheFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  try {
    return join(findHome("XDG_CACHE_HOME", environment), "compiled");
  } catch {
    return undefined;
  }
}
