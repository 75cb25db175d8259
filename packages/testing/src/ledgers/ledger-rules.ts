import { limitRules } from "./limit-rules.ts";
import type { LedgerUnderTest } from "./ledger-under-test.ts";
import { scopeRules } from "./scope-rules.ts";
import { settlementRules } from "./settlement-rules.ts";

/** One promise of a ledger. */
export interface LedgerRule {
  /** A sentence about what a ledger does, fit for a test's name. */
  readonly name: string;
  /** Rejects with an `AssertionError` where a ledger does not do so; it has to be empty, and is not any more afterwards. */
  readonly check: (ledger: LedgerUnderTest) => Promise<void>;
}

/**
 * What a client relies on in a ledger: for those who keep its money somewhere else, as in a database. Each rule wants a ledger
 * of its own. They need no test framework, take milliseconds, and look at money only: how long a ledger takes, and what several
 * processes do to it, is for tests of yours.
 *
 * @example
 * ```ts
 * test.each(ledgerRules)("$name", async ({ check }) => check(await createPostgresLedger(emptyDatabase)));
 * ```
 */
export const ledgerRules: readonly LedgerRule[] = [...settlementRules, ...limitRules, ...scopeRules];
