import { ConfigError } from "../errors/config-error.ts";
import { checkOptions } from "../options/check-options.ts";
import { type LedgerScope, scopeShape } from "./ledger.ts";

/** A scope that a caller asks about. @throws ConfigError for one that would quietly hold nothing */
export function checkScope(given: LedgerScope = {}): LedgerScope {
  const scope = checkOptions(given, scopeShape);
  if (!/^\d{4}-\d\d-\d\d$/.test(scope.day ?? "0000-00-00")) {
    throw new ConfigError('`day` must be a day in Shanghai, such as "2026-11-24"');
  }
  const { since = new Date(0), label = "" } = scope;
  // Else everything would count, or nothing.
  if (Number.isNaN(Number(since))) throw new ConfigError("`since` must be a valid Date");
  if (typeof label === "object" && typeof (label as { prefix?: unknown }).prefix !== "string") {
    throw new ConfigError("`label` must be a text or { prefix }");
  }
  return scope;
}
