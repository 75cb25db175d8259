import type { Catalog } from "@just-one/api";
import { ConfigError } from "../errors/config-error.ts";
import { emptyMeta } from "../meta.ts";

/** The error for an operation that is not in a catalog. */
export function refuseOperation(operation: unknown, catalog: Catalog = [], findNearest?: FindNearest): ConfigError {
  // Whoever passes a whole URL may pass the token with it.
  const name = typeof operation === "string" ? operation.replace(/[?#].*/s, "?…") : typeof operation;
  const nearest = findNearest?.(
    name,
    catalog.map((entry) => entry.operation),
  );
  const advice = nearest === undefined ? 'a key is "METHOD /path"' : `did you mean "${nearest}"?`;
  return new ConfigError(`"${name}" is not in this client's catalog; ${advice}`, { meta: emptyMeta(name) });
}

/** Finds the one of some names that was meant by one that is none. */
export type FindNearest = (name: string, names: readonly string[]) => string | undefined;
