import { ConfigError, type LabelScope, type LedgerTotals } from "@just-one/core";
import { ask } from "../ask.ts";
import { explainPostgres } from "../explain-postgres.ts";
import { isName, longestNameBytes } from "../is-name.ts";
import { checkShared, type SharedOptions } from "../shared-options.ts";
import { type BudgetAnswer, toAmount } from "./ledger-turn.ts";
import { toTotals } from "./read-ledger.ts";

/**
 * What a team may spend, whichever machine its calls go out from. The ledger holds calls to it in the transaction that
 * reserves them, whether or not their client knows of it.
 */
export interface PostgresBudget {
  /** What people call it; stands in the error. */
  readonly name: string;
  /** Only calls with this label, or with labels that begin with a `prefix`; absent: all calls of the account. */
  readonly label?: LabelScope;
  /** A day or a month in Shanghai, by the database's clock, or all time. */
  readonly period: "day" | "month" | "ever";
  /** Billed requests, at most; those under way and of unknown billing count. */
  readonly maxCalls?: number;
  /** A decimal string in the currency of the clients' `prices`. Calls without a price are refused then. */
  readonly maxCost?: string;
  /** Calls go on beyond it, and the ledger's `onSoftLimit` is told. */
  readonly softCalls?: number;
  /** The same for costs. */
  readonly softCost?: string;
}

/** A budget, and what counts against it in its present period. */
export interface BudgetStatus {
  readonly budget: PostgresBudget;
  readonly totals: LedgerTotals;
  /** When its period began; absent for one without end. */
  readonly since?: Date;
}

/** The budgets that stand in a database. */
export interface PostgresBudgets {
  /** Puts a budget in place of one of the same name. It holds from the next reservation on, also for what was spent before. */
  set(budget: PostgresBudget): Promise<void>;
  /** Whether there was one. */
  remove(name: string): Promise<boolean>;
  /** All, by name. */
  list(): Promise<readonly BudgetStatus[]>;
}

/**
 * Sets and shows what teams may spend.
 *
 * @throws ConfigError when the options cannot work; what it returns rejects with one for a budget that is none
 * @example
 * ```ts
 * const budgets = createPostgresBudgets({ pool });
 * await budgets.set({ name: "research", label: { prefix: "research/" }, period: "month", maxCost: "500", softCost: "400" });
 * ```
 */
export function createPostgresBudgets(options: SharedOptions): PostgresBudgets {
  const { pool, account } = checkShared("budgets", options, {});
  const run = async (text: string, values: unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    try {
      return await ask(pool, text, [account, ...values]);
    } catch (error) {
      throw explainPostgres(error);
    }
  };
  return {
    set: async (given) => {
      const { name, label, period, maxCalls, maxCost, softCalls, softCost } = checkBudget(given);
      const prefix = typeof label === "object" ? label.prefix : undefined;
      await run(
        `insert into just_one.budget (account, name, label, prefix, period, max_calls, max_cost, soft_calls, soft_cost)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
          on conflict (account, name) do update set label = excluded.label, prefix = excluded.prefix,
            period = excluded.period, max_calls = excluded.max_calls, max_cost = excluded.max_cost,
            soft_calls = excluded.soft_calls, soft_cost = excluded.soft_cost, set_at = clock_timestamp()`,
        [name, prefix === undefined ? label : undefined, prefix, period, maxCalls, maxCost, softCalls, softCost],
      );
    },
    remove: async (name) =>
      (await run("delete from just_one.budget where account = $1 and name = $2 returning 1", [name])).length > 0,
    list: async () => {
      const rows = await run(
        `select just_one.describe_budget(b, now_at) as budget, (t.total).* from clock_timestamp() as now_at,
            just_one.budget b, lateral (
              select just_one.sum_up($1, b.label, b.prefix, null, just_one.start_of(b.period, now_at), null) as total
            ) as t
          where b.account = $1 order by b.name`,
        [],
      );
      // Safe: the function is of our own making.
      return rows.map((row) => Object.assign(toStatus(row["budget"] as BudgetAnswer), { totals: toTotals(row) }));
    },
  };
}

/** A budget as the database tells of it. */
export function toStatus({ label, prefix, startMs, ...own }: BudgetAnswer): Omit<BudgetStatus, "totals"> {
  const scope = prefix === undefined ? label : { prefix };
  const budget = scope === undefined ? own : { ...own, label: scope };
  return startMs === undefined ? { budget } : { budget, since: new Date(startMs) };
}

/** @throws ConfigError for a budget that would not hold what it seems to */
function checkBudget(given: PostgresBudget): PostgresBudget {
  const { name, label, period, maxCalls, maxCost, softCalls, softCost } = given;
  const known = { name, label, period, maxCalls, maxCost, softCalls, softCost };
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(known, key));
  if (unknown !== undefined)
    refuse(`\`${unknown}\` is no part of a budget: there are ${Object.keys(known).join(", ")}`);
  if (!isName(name) || name === "") refuse(`a budget must have a \`name\`, of ${longestNameBytes} bytes at most`);
  const text = typeof label === "object" ? label?.prefix : label;
  if (label !== undefined && !isName(text))
    refuse(`\`label\` must be a text or { prefix }, of ${longestNameBytes} bytes at most: no entry has a longer one`);
  if (!["day", "month", "ever"].includes(period)) refuse('`period` must be "day", "month" or "ever"');
  for (const [key, calls] of Object.entries({ maxCalls, softCalls }))
    if (calls !== undefined && !(Number.isSafeInteger(calls) && calls >= 0))
      refuse(`\`${key}\` must be a whole number, 0 or more`);
  for (const [key, cost] of Object.entries({ maxCost, softCost }))
    if (cost !== undefined && toAmount(cost) === undefined)
      refuse(`\`${key}\` must be a decimal string such as "25.00"`);
  if ([maxCalls, maxCost, softCalls, softCost].every((limit) => limit === undefined))
    refuse("a budget must have `maxCalls`, `maxCost`, `softCalls` or `softCost`");
  return known as PostgresBudget; // safe: checked above
}

function refuse(problem: string): never {
  throw new ConfigError(problem);
}
