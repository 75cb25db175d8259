import type { Shape } from "../options/read-options.ts";

/** One request that was or may be billed. */
export interface LedgerEntry {
  /** Unique among all processes that share the ledger. */
  readonly id: string;
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** The call's label; empty when it has none. */
  readonly label: string;
  /** The day in Shanghai, by which the vendor counts, as `2026-11-24`. */
  readonly day: string;
  /** A decimal string in the price book's currency; empty when no price is known. */
  readonly cost: string;
}

/** Which of a ledger's entries are meant. */
export interface LedgerScope {
  /** Count only entries of this day in Shanghai, such as `2026-11-24`; absent: all that the ledger holds. */
  readonly day?: string;
}

export const scopeShape: Shape<LedgerScope> = { day: "a text" };

/** What may be spent, together with what the ledger holds already. */
export interface LedgerLimit extends LedgerScope {
  /** Billed requests, at most. */
  readonly maxCalls?: number;
  /** A decimal string in the price book's currency. */
  readonly maxCost?: string;
}

/** What counts against a limit. Requests whose billing is unknown stay in `reserved`. */
export interface LedgerTotals {
  /** Requests that were billed. */
  readonly spentCalls: number;
  /** Requests that are under way, or of which nobody knows whether they were billed. */
  readonly reservedCalls: number;
  /** What `spentCalls` cost, as a decimal string. */
  readonly spentCost: string;
  /** What `reservedCalls` cost at most, as a decimal string. */
  readonly reservedCost: string;
}

/** The sum of an operation, label and day. */
export interface UsageRow extends LedgerTotals {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** The calls' label; empty when they have none. */
  readonly label: string;
  /** The day in Shanghai, as `2026-11-24`. */
  readonly day: string;
  /** How many of the reserved ones ended without anybody knowing whether they were billed. */
  readonly unknownCalls: number;
}

type Awaitable<T> = T | Promise<T>;

/**
 * Keeps account of money. A request is reserved before it is sent and settled afterwards; one that was never settled,
 * because its process died, stays reserved, since it may have been paid for.
 */
export interface Ledger {
  /** Adds the entry if the limit then still holds, in one step; else returns what is spent and reserved. */
  reserve(entry: LedgerEntry, limit: LedgerLimit): Awaitable<LedgerTotals | undefined>;
  /**
   * `billed` makes it spent, `unbilled` takes it out, `unknown` leaves it reserved and lists it. An entry of the list
   * can be settled again, once the vendor's bill has told.
   */
  settle(entry: LedgerEntry, billing: "billed" | "unbilled" | "unknown"): Awaitable<void>;
  /** All sums, sorted by day, operation and label. */
  usage(): Awaitable<readonly UsageRow[]>;
  /**
   * What is spent and reserved within a scope, as `reserve` counts it. Keep that sum ready: it is asked for before every
   * batch. Absent: all rows of `usage()` are read and added, which takes the longer the more the ledger holds.
   */
  sum?(scope: LedgerScope): Awaitable<LedgerTotals>;
  /** Requests that ended as `unknown`, to be compared with the vendor's bill; oldest first. */
  unreconciled(): Awaitable<readonly LedgerEntry[]>;
}
