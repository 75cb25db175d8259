import type { Catalog } from "@just-one/api";
import { ConfigError } from "../errors/config-error.ts";
import { type CallName, emptyMeta } from "../meta.ts";
import type { Explain } from "./problem.ts";

/** The error for an operation that is not in a catalog. */
export function refuseOperation(
  operation: unknown,
  explain: Explain,
  known?: CallName & { readonly catalog: Catalog; readonly findNearest?: FindNearest | undefined },
): ConfigError {
  // Whoever passes a whole URL may pass the token with it.
  const name = typeof operation === "string" ? operation.replace(/[?#].*/s, "?…") : typeof operation;
  const nearest = known?.findNearest?.(
    name,
    known.catalog.map((entry) => entry.operation),
  );
  return new ConfigError(explain({ kind: "operation", nearest }, name), { meta: emptyMeta(name, known) });
}

/** Finds the one of some names that was meant by one that is none. */
export type FindNearest = (name: string, names: readonly string[]) => string | undefined;
