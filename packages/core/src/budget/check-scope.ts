import { ConfigError } from "../errors/config-error.ts";
import { checkOptions } from "../options/check-options.ts";
import { type LedgerScope, scopeShape } from "./ledger.ts";

/** A scope that a caller asks about. @throws ConfigError for one that would quietly hold nothing */
export function checkScope(given: LedgerScope = {}): LedgerScope {
  const scope = checkOptions(given, scopeShape);
  if (!/^\d{4}-\d\d-\d\d$/.test(scope.day ?? "0000-00-00")) {
    throw new ConfigError('`day` must be a day in Shanghai, such as "2026-11-24"');
  }
  return scope;
}
