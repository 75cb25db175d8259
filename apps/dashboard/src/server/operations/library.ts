import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog, Prose } from "@just-one/api";
import { catalog as builtIn } from "@just-one/api/catalog";
import { prose as builtInProse } from "@just-one/api/prose";
import { isJsonObject, type JsonValue } from "@just-one/document";
import { checkCatalog } from "@just-one/document/check-catalog";
import { checkProse } from "@just-one/document/check-prose";
import { findUserFolder } from "@just-one/user-folders";
import type { EnvironmentVariables } from "../open-client.ts";

/** What is known of the vendor's operations. */
export interface Library {
  readonly catalog: Catalog;
  readonly prose: Prose;
}

/** What came with this server. */
export const builtInLibrary: Library = { catalog: builtIn, prose: builtInProse };

/**
 * What came with this server, and what `just-one catalog pull` keeps for this user. A file that cannot be used is left
 * alone: the command tells what is wrong with it.
 */
export async function loadLibrary(variables: EnvironmentVariables): Promise<Library> {
  try {
    const text = await readFile(join(findUserFolder("XDG_DATA_HOME", variables), "just-one", "catalog.json"), "utf8");
    // Safe: what JSON.parse gives is JSON.
    const kept = JSON.parse(text) as JsonValue;
    if (!isJsonObject(kept)) return builtInLibrary;
    return merge(builtInLibrary, {
      catalog: checkCatalog(kept["catalog"] ?? null),
      prose: checkProse(kept["prose"] ?? null),
    });
  } catch {
    return builtInLibrary;
  }
}

/** An operation of both is the first one's, which the mock knows, too. */
function merge(first: Library, second: Library): Library {
  const names = new Set(first.catalog.map(({ operation }) => operation));
  const others = second.catalog.filter(({ operation }) => !names.has(operation));
  const platforms = new Map([...second.prose.platforms, ...first.prose.platforms].map((each) => [each.name, each]));
  return {
    catalog: [...first.catalog, ...others],
    prose: {
      platforms: [...platforms.values()],
      operations: [
        ...first.prose.operations,
        ...second.prose.operations.filter(({ operation }) => !names.has(operation)),
      ],
    },
  };
}
