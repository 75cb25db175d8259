import { ConfigError } from "../errors/config-error.ts";
import { emptyMeta } from "../meta.ts";

/** The error for an operation that is not in a catalog. */
export function refuseOperation(operation: unknown): ConfigError {
  // Whoever passes a whole URL may pass the token with it.
  const name = typeof operation === "string" ? operation.replace(/[?#].*/s, "?…") : typeof operation;
  return new ConfigError(`"${name}" is not in this client's catalog; a key is "METHOD /path"`, {
    meta: emptyMeta(name),
  });
}
