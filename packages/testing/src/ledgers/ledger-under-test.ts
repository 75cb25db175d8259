/** What a ledger keeps of a request. */
export interface LedgerRuleEntry {
  readonly id: string;
  readonly operation: string;
  readonly label: string;
  readonly day: string;
  readonly cost: string;
}

/** Which entries are meant. */
export interface LedgerRuleScope {
  readonly day?: string;
  readonly since?: Date;
  readonly label?: string | { readonly prefix: string };
}

/** What an entry has to fit into. */
export interface LedgerRuleLimit extends LedgerRuleScope {
  readonly maxCalls?: number;
  readonly maxCost?: string;
}

/** The sums of a scope. */
export interface LedgerRuleTotals {
  readonly spentCalls: number;
  readonly reservedCalls: number;
  readonly spentCost: string;
  readonly reservedCost: string;
}

/** A row of usage. */
export interface LedgerRuleRow extends LedgerRuleTotals {
  readonly operation: string;
  readonly label: string;
  readonly day: string;
  readonly unknownCalls: number;
}

type Awaitable<T> = T | Promise<T>;

/** A ledger that fits the client's option `ledger`: the interface `Ledger` of `@just-one/core`. */
export interface LedgerUnderTest {
  /** Adds the entry if all limits then still hold, in one step; else tells which does not. */
  reserve(
    entry: LedgerRuleEntry,
    limits: readonly LedgerRuleLimit[],
  ): Awaitable<(LedgerRuleTotals & { readonly limit: LedgerRuleLimit }) | undefined>;
  /** Says what became of a request. */
  settle(entry: LedgerRuleEntry, billing: "billed" | "unbilled" | "unknown"): Awaitable<void>;
  /** The sums of a scope, by day, operation and label. */
  usage(scope?: LedgerRuleScope): Awaitable<readonly LedgerRuleRow[]>;
  /** What is spent and reserved in a scope. */
  sum?(scope: LedgerRuleScope): Awaitable<LedgerRuleTotals>;
  /** Requests of unknown billing. */
  unreconciled(): Awaitable<readonly LedgerRuleEntry[]>;
}
