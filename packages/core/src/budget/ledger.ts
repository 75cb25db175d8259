import type { Awaitable } from "../awaitable.ts";
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

/** A label, or all labels that begin with a `prefix`: `"team-a"`, `{ prefix: "team-a/" }`. Empty: calls without one. */
export type LabelScope = string | { readonly prefix: string };

/** Which of a ledger's entries are meant: those that are within all that it names; all that the ledger holds where it names nothing. */
export interface LedgerScope {
  /** Only entries of this day in Shanghai, such as `2026-11-24`. */
  readonly day?: string;
  /**
   * Only entries that were reserved since then. They are counted from the start of its minute, and where that is more than a
   * day ago from the start of its day in Shanghai: rather too many than too few.
   */
  readonly since?: Date;
  /** Only entries with this label. */
  readonly label?: LabelScope;
}

export const scopeShape: Shape<LedgerScope> = {
  day: "a text",
  since: "an object, such as new Date(0)",
  label: "a text or an object, such as { prefix: 'a' }",
};

/** What may be spent, together with what the ledger holds already. An entry that is not in its scope is not held to it. */
export interface LedgerLimit extends LedgerScope {
  /** Billed requests, at most. */
  readonly maxCalls?: number;
  /** A decimal string in the price book's currency. */
  readonly maxCost?: string;
  /** What people call it; stands in the error. */
  readonly name?: string;
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

/** Why an entry was not reserved. */
export interface LedgerRefusal extends LedgerTotals {
  /** The limit that does not allow it: one of those that were asked for, or one that the ledger keeps itself. */
  readonly limit: LedgerLimit;
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

/**
 * Keeps account of money. `ledgerRules` of `@just-one/testing` are what one of your own is held to. A request is reserved before it is sent and settled afterwards; one that was never settled,
 * because its process died, stays reserved, since it may have been paid for.
 */
export interface Ledger {
  /**
   * Adds the entry if all limits then still hold, in one step; else returns the first that does not, with what is spent and
   * reserved in its scope.
   */
  reserve(entry: LedgerEntry, limits: readonly LedgerLimit[]): Awaitable<LedgerRefusal | undefined>;
  /**
   * `billed` makes it spent, `unbilled` takes it out, `unknown` leaves it reserved and lists it. An entry of the list
   * can be settled again, once the vendor's bill has told.
   */
  settle(entry: LedgerEntry, billing: "billed" | "unbilled" | "unknown"): Awaitable<void>;
  /** The sums of a scope, or of all that the ledger holds, sorted by day, operation and label. */
  usage(scope?: LedgerScope): Awaitable<readonly UsageRow[]>;
  /**
   * What is spent and reserved within a scope, as `reserve` counts it. Keep that sum ready: it is asked for before every
   * batch. Absent: the rows of `usage(scope)` are read and added, which takes the longer the more the ledger holds.
   */
  sum?(scope: LedgerScope): Awaitable<LedgerTotals>;
  /** Requests that ended as `unknown`, to be compared with the vendor's bill; oldest first. */
  unreconciled(): Awaitable<readonly LedgerEntry[]>;
}
