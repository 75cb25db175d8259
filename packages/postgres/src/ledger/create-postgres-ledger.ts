import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import {
  ConfigError,
  isInScope,
  type Ledger,
  type LedgerEntry,
  type LedgerLimit,
  type LedgerRefusal,
  type LedgerScope,
  type LedgerTotals,
  type UsageRow,
} from "@just-one/core";
import { ask } from "../ask.ts";
import { checkShared, type SharedOptions } from "../shared-options.ts";
import { explainPostgres, isTransient } from "../explain-postgres.ts";
import { isKeepable, longestNameBytes } from "../is-name.ts";
import { type PostgresBudget, toStatus } from "./budgets.ts";
import {
  type BudgetAnswer,
  type LedgerPart,
  type RefusalAnswer,
  toAmount,
  toQuestion,
  toRefusal,
  toScope,
} from "./ledger-turn.ts";
import { readEntries, readTotals, readUsage } from "./read-ledger.ts";
import { createTurns } from "./turns.ts";

/** Which ledger of a database. */
export interface PostgresLedgerOptions extends SharedOptions {
  /**
   * Milliseconds after which a request that was never settled, because its process died, is listed by
   * `unreconciled()`. It stays reserved until somebody settles it. Give it more than your longest call.
   * @default 3_600_000 (1 hour)
   */
  readonly abandonedAfterMs?: number | undefined;
  /** Is told once when a team's budget has passed its soft limit, by this process; calls go on. */
  readonly onSoftLimit?: ((passed: SoftLimitPassed) => void) | undefined;
}

/** A budget of which more is spent and reserved than its soft limit. */
export interface SoftLimitPassed {
  readonly budget: PostgresBudget;
  /** All that counts against it. */
  readonly totals: LedgerTotals;
}

/** A ledger that all machines share which reach its database. */
export interface PostgresLedger extends Ledger {
  reserve(entry: LedgerEntry, limits: readonly LedgerLimit[]): Promise<LedgerRefusal | undefined>;
  settle(entry: LedgerEntry, billing: "billed" | "unbilled" | "unknown"): Promise<void>;
  usage(scope?: LedgerScope): Promise<readonly UsageRow[]>;
  sum(scope: LedgerScope): Promise<LedgerTotals>;
  unreconciled(): Promise<readonly LedgerEntry[]>;
  /** Ends once all that was settled is told to the database, or after ten seconds; the pool stays open. */
  close(): Promise<void>;
}

/**
 * A ledger in PostgreSQL. What a process asks for and tells at one time goes out in one transaction, and is committed before
 * a request leaves; whatever was reserved by a machine that is gone, or by a commit of which nobody heard, stays reserved and is
 * listed. Limits and the budgets of `setPostgresBudget` are held in the same transaction, in all or in none, to
 * the last call. It grows with operations, labels and days, not with calls.
 *
 * Where the connection is lost, it is tried again for ten seconds (a settlement: for a minute); then the call fails, unsent.
 *
 * @throws ConfigError when the options cannot work; what it returns rejects with one that says what to do about the database
 * @example
 * ```ts
 * const ledger = createPostgresLedger({ pool });
 * const client = createClient({ token, ledger, budget: { maxCost: "100", window: "day" }, prices });
 * ```
 */
export function createPostgresLedger(options: PostgresLedgerOptions): PostgresLedger {
  const {
    pool,
    account,
    abandonedAfterMs = 3_600_000,
    onSoftLimit,
  } = checkShared("ledger", options, {
    abandonedAfterMs: 0,
    onSoftLimit: "a function",
  });
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
  const underWay = new Set<string>();
  const toldSoft = new Set<string>();

  const send = async (parts: readonly LedgerPart[], isResent: boolean): Promise<undefined[]> => {
    const { settles, limits, asked } = toQuestion(parts);
    const [row] = await ask(
      pool,
      "select just_one.ledger_turn($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7::jsonb) as turn",
      [account, holder, isResent, Date.now(), ...[settles, limits, asked].map((list) => JSON.stringify(list))],
    );
    // Safe: the function is of our own making.
    const turn = row?.["turn"] as { answers: (RefusalAnswer | null)[]; soft: Record<string, SoftAnswer> };
    for (const soft of Object.values(turn.soft)) tellSoft(soft);
    const answers = turn.answers.values();
    for (const part of parts) {
      if ("billing" in part) continue;
      try {
        part.resolve(toRefusal(answers.next().value ?? null, part));
      } catch (error) {
        part.reject(error instanceof Error ? error : new Error("unknown error"));
      }
    }
    return parts.map(() => undefined); // the settlements are done, and the others have their answers
  };
  const turns = createTurns<undefined, LedgerPart>(send);

  const tellSoft = ({ totals, ...budget }: SoftAnswer): void => {
    const key = `${budget.name} ${budget.startMs} ${budget.softCalls} ${budget.softCost}`;
    if (toldSoft.has(key)) return;
    toldSoft.add(key);
    try {
      onSoftLimit?.({ budget: toStatus(budget).budget, totals });
    } catch {
      // What a listener throws is no reason to lose a reservation.
    }
  };

  return {
    reserve: async (given, limits) => {
      const entry = copyEntry(given);
      const { id } = entry;
      if (underWay.has(id)) throw new Error(`${id} is reserved already`);
      underWay.add(id);
      const own = [limits].flat().filter((limit) => isInScope(limit, entry));
      const giveUpAt = performance.now() + reservePatienceMs;
      const amount = toAmount(entry.cost) ?? "0";
      try {
        return await new Promise<LedgerRefusal | undefined>((resolve, reject) => {
          turns.add({ entry, amount, limits: own, giveUpAt, resolve, reject });
        });
      } catch (error) {
        // It is not sent; should it be reserved all the same, that is taken back once the database is there.
        if (ConfigError.is(error) && isTransient(error.cause)) settle(id, "unbilled").catch(() => {});
        throw error;
      } finally {
        underWay.delete(id);
      }
    },
    settle: async ({ id }, billing) => {
      if (isKeepable(id)) await settle(id, billing); // another was never reserved
    },
    sum: async (scope) => tell(readTotals(pool, account, toScope(scope))),
    usage: async (scope = {}) => tell(readUsage(pool, account, toScope(scope), abandonedAfterMs)),
    unreconciled: async () => tell(readEntries(pool, account, abandonedAfterMs)),
    close: async () => {
      const limit = new AbortController();
      await Promise.race([turns.finish(), setTimeout(reservePatienceMs, undefined, { signal: limit.signal })]);
      limit.abort();
    },
  };

  async function settle(id: string, billing: "billed" | "unbilled" | "unknown"): Promise<void> {
    await new Promise<undefined>((resolve, reject) => {
      turns.add({ id, billing, giveUpAt: performance.now() + settlePatienceMs, resolve, reject });
    });
  }
}

type SoftAnswer = BudgetAnswer & { readonly totals: LedgerTotals };

/** The call that waits to be sent may have a shorter time itself. */
const reservePatienceMs = 10_000;
/** Nobody waits: the reply is out already. What cannot be settled at all stays reserved. */
const settlePatienceMs = 60_000;

async function tell<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw explainPostgres(error);
  }
}

/** @throws ConfigError for what Postgres cannot keep: it would fail all that goes out together with it */
function copyEntry({ id, operation, label, day, cost }: LedgerEntry): LedgerEntry {
  const entry = { id, operation, label, day, cost };
  for (const [name, text] of Object.entries(entry)) {
    if (isKeepable(text)) continue;
    throw new ConfigError(
      `Postgres cannot keep the ${name} of an entry: it must be a text without a zero byte or half a character`,
    );
  }
  if (Buffer.byteLength(Object.values(entry).join("")) > longestNameBytes)
    throw new ConfigError(`an entry must have ${longestNameBytes} bytes at most, its label above all`);
  return entry;
}
