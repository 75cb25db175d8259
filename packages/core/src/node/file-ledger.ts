import { ConfigError } from "../errors/config-error.ts";
import { exceeds, reserveIn, settleIn, toTotals } from "../budget/amounts.ts";
import { isInScope, readScope } from "../budget/ledger-scope.ts";
import type {
  Ledger,
  LedgerEntry,
  LedgerLimit,
  LedgerRefusal,
  LedgerScope,
  LedgerTotals,
  UsageRow,
} from "../budget/ledger.ts";
import { toUsageRows } from "../budget/usage-rows.ts";
import { checkOptions } from "../options/check-options.ts";
import type { Shape } from "../options/read-options.ts";
import { entriesSchema, ownerSchema, prepareEntries } from "./ledger-entries.ts";
import { prepareSums, sumsSchema } from "./ledger-sums.ts";
import { openDatabase, runTransaction } from "@just-one/sqlite";
import { createTurns, type Patience } from "@just-one/sqlite/turns";

/** Where a ledger is kept. */
export interface FileLedgerOptions {
  /** The file; made if it is missing, in a folder that exists, on a local disk (SQLite's log needs one). */
  readonly path: string;
  /**
   * Milliseconds after which a request that was never settled is listed by `unreconciled()`, where it cannot be told that its process
   * died, as that was in another container; else it is listed at once. It stays reserved until somebody settles it. Give it more than
   * your longest call.
   * @default 3_600_000 (1 hour)
   */
  readonly abandonedAfterMs?: number | undefined;
}

/**
 * A ledger in a file, shared by all processes of a machine that open it. While another one has it locked, what is to be
 * written waits as a promise, and this process goes on.
 */
export interface FileLedger extends Ledger {
  /** Adds the entry if all limits then still hold, in one step; else returns the first that does not. */
  reserve(
    entry: LedgerEntry,
    limits: readonly LedgerLimit[],
  ): LedgerRefusal | undefined | Promise<LedgerRefusal | undefined>;
  /** Says what became of a request: spent, taken out, or reserved until the bill has told. */
  settle(entry: LedgerEntry, billing: "billed" | "unbilled" | "unknown"): void | Promise<void>;
  /** The sums of a scope, or of all that the file holds, sorted by day, operation and label. */
  usage(scope?: LedgerScope): readonly UsageRow[];
  /** What is spent and reserved in a scope; of a day, or in all, it is one row of the file. */
  sum(scope: LedgerScope): LedgerTotals;
  /** Requests to compare with the vendor's bill; oldest first. */
  unreconciled(): readonly LedgerEntry[];
  /** Lets go of the file; the ledger cannot be used after that. */
  close(): void;
}

/**
 * Opens a ledger on `node:sqlite` (Node 22.13 or later; up to 24 it warns once that it is experimental).
 *
 * A reservation is on disk before its request is sent, so that neither `kill -9` nor a power cut loses one. Requests of
 * a process that died stay reserved, since they may have been paid for; settle them with the entry that
 * `unreconciled()` lists, once the vendor's bill has told. A file that is deleted or replaced while it is open reserves
 * nothing more. The file holds operations, labels, days and sums: no token,
 * no parameters, no replies. It grows with operations, labels and days, not with calls.
 *
 * @throws ConfigError when the file is no ledger, is damaged or cannot be opened
 * @example
 * ```ts
 * const ledger = createFileLedger({ path: "just-one.ledger" });
 * const client = createClient({ token, ledger, budget: { maxCalls: 1000, window: "day" } });
 * ```
 */
export function createFileLedger(options: FileLedgerOptions): FileLedger {
  const { path, abandonedAfterMs = 3_600_000 } = checkOptions(options, shape);
  const { database, isInPlace, waitForLock } = openDatabase({
    path,
    name: "ledger",
    applicationId: 0x4a314c47,
    version: 3,
    schema: `${sumsSchema}; ${entriesSchema}`,
    upgrade: ownerSchema,
    synchronous: "full",
    toError: (message) => new ConfigError(message),
  });
  const sums = prepareSums(database);
  const entries = prepareEntries(database);
  const listUnknown = (from?: number): LedgerEntry[] => entries.listUnknown(Date.now() - abandonedAfterMs, from);

  const turns = createTurns();
  const change = <T>(make: () => T, patience: Patience): T | Promise<T> =>
    turns.take(() => runTransaction(database, make), patience);

  return {
    reserve: (entry, limits) =>
      change((): LedgerRefusal | undefined => {
        // Whoever opens the path now counts from nothing, so that two would spend the same budget.
        if (!isInPlace()) throw new ConfigError(`${options.path} ${replaced}`);
        for (const limit of [limits].flat()) {
          if (!isInScope(limit, entry)) continue;
          const limited = sums.read(limit);
          if (exceeds(limited, entry, limit)) return { ...toTotals(limited), limit };
        }
        const now = Date.now();
        entries.add(entry, now);
        sums.update(entry, now, (all) => reserveIn(all, entry));
        return undefined;
      }, reservePatience),
    settle: ({ id }, billing) =>
      change(() => {
        if (billing === "unknown") return entries.markUnknown(id);
        const removed = entries.remove(id);
        if (removed === undefined) return; // settling twice must not count twice
        const { entry, reservedAt } = removed;
        sums.update(entry, reservedAt, (all) => settleIn(all, entry, billing));
      }, settlePatience),
    sum: (scope) => toTotals(sums.read(scope)),
    usage: (scope = {}) => {
      const { from, has } = readScope(scope);
      return toUsageRows(sums.list(scope), listUnknown(from).filter(has));
    },
    unreconciled: () => listUnknown(),
    close: () => {
      waitForLock();
      turns.close();
      database.close();
    },
  };
}

const shape: Shape<FileLedgerOptions> = { path: "a text", abandonedAfterMs: -Infinity };

const replaced =
  "was deleted or replaced while it was open, and budgets would be counted twice; put it back, or close this ledger and open it anew";

/** The call that waits to be sent may have a shorter time itself. */
const reservePatience: Patience = { ms: 10_000, outlastsClose: false };
/** Nobody waits: the reply is out already. What cannot be settled at all stays reserved. */
const settlePatience: Patience = { ms: 60_000, outlastsClose: true };
