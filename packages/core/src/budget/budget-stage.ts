import type { Call } from "../call/call.ts";
import { configFailure, type Failure } from "../call/failure.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { type BudgetAmounts, BudgetError } from "../errors/budget-error.ts";
import { shanghaiDay } from "../time/shanghai.ts";
import { addTotals, createAmounts, exceeds } from "./amounts.ts";
import type { BudgetOptions, PriceBook } from "./budget-options.ts";
import type { Ledger, LedgerEntry, LedgerLimit, LedgerTotals } from "./ledger.ts";
import { createMemoryLedger } from "./memory-ledger.ts";

export interface BudgetStageOptions {
  readonly budget: BudgetOptions;
  readonly prices: PriceBook;
  /** Where requests are accounted for. */
  readonly ledger: Ledger;
}

export interface BudgetStage extends Stage {
  /** Whether one more request of this call would be refused, without reserving it. */
  isOver(call: Call): Promise<boolean>;
}

/** Reserves every request before it is sent and settles it afterwards; refuses what the budget does not allow. */
export function createBudgetStage(options: BudgetStageOptions): BudgetStage {
  const createId = createIdSource();
  const process = createMemoryLedger();
  const perCall = new WeakMap<Call, Ledger>();

  // The day's budget is kept by the ledger itself, which other processes may share; the others by one in memory.
  const findLimiting = (call: Call): Ledger => {
    if (options.budget.window === "day") return options.ledger;
    if (options.budget.window !== "call") return process;
    const own = perCall.get(call) ?? createMemoryLedger();
    perCall.set(call, own);
    return own;
  };

  return {
    isOver: async (call) => {
      const entry = createEntry(call, options.prices, "");
      const limit = toLimit(options.budget, entry.day);
      const sum = createAmounts();
      for (const row of await findLimiting(call).usage()) {
        if (limit.day === undefined || limit.day === row.day) addTotals(sum, row);
      }
      return exceeds(sum, entry, limit);
    },
    aroundAttempt: async (call, next) => {
      const entry = createEntry(call, options.prices, createId());
      if (options.budget.maxCost !== undefined && entry.cost === "") return refuse(noPrice(entry.operation));
      const limiting = findLimiting(call);
      const ledgers = new Set([limiting, options.ledger]);
      const reserved: Ledger[] = [];
      try {
        for (const ledger of ledgers) {
          const limit = ledger === limiting ? toLimit(options.budget, entry.day) : {};
          const totals = await ledger.reserve(entry, limit);
          if (totals !== undefined) return refuse(overBudget(options.budget, totals));
          reserved.push(ledger);
        }
      } catch (error) {
        await settle(reserved, entry, "unbilled");
        const why = error instanceof Error ? error.message : "unknown error";
        return refuse(configFailure(`${entry.operation} was not sent: the ledger failed (${why})`));
      }
      const sentBefore = call.attempts.length;
      const outcome = await next();
      const wasSent = call.attempts.length > sentBefore;
      const billing = outcome.ok ? "billed" : outcome.failure.billing;
      await settle(reserved, entry, wasSent ? billing : "unbilled");
      if (outcome.ok && entry.cost !== "") call.cost = entry.cost;
      return outcome;
    },
  };
}

/** What a request of the operation costs; `undefined` when the price book does not say. */
export function findPrice(prices: PriceBook, operation: string): string | undefined {
  if (typeof prices === "function") return prices(operation);
  return Object.hasOwn(prices, operation) ? prices[operation] : undefined;
}

// A ledger that fails now has the request as reserved, which errs on the safe side; the data is paid for and goes out.
async function settle(ledgers: readonly Ledger[], entry: LedgerEntry, billing: Failure["billing"]): Promise<void> {
  for (const ledger of ledgers) {
    try {
      await ledger.settle(entry, billing);
    } catch {
      // See above.
    }
  }
}

function createEntry(call: Call, prices: PriceBook, id: string): LedgerEntry {
  const { operation } = call.entry;
  const label = call.options.label ?? "";
  return { id, operation, label, day: shanghaiDay(Date.now()), cost: findPrice(prices, operation) ?? "" };
}

function createIdSource(): () => string {
  const prefix = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  let count = 0;
  return () => `${prefix}-${(count += 1)}`;
}

function toLimit({ maxCalls, maxCost, window }: BudgetOptions, day: string): LedgerLimit {
  return {
    ...(window === "day" ? { day } : {}),
    ...(maxCalls === undefined ? {} : { maxCalls }),
    ...(maxCost === undefined ? {} : { maxCost }),
  };
}

function refuse(failure: Failure): AttemptOutcome {
  return { ok: false, failure };
}

function noPrice(operation: string): Failure {
  return configFailure(`${operation} was not sent: \`budget.maxCost\` is set, but \`prices\` has no price for it`);
}

function overBudget(budget: BudgetOptions, totals: LedgerTotals): Failure {
  const limit = { calls: budget.maxCalls, cost: budget.maxCost };
  const spent = { calls: totals.spentCalls, cost: totals.spentCost };
  const reserved = { calls: totals.reservedCalls, cost: totals.reservedCost };
  const told = [
    ["limit", limit],
    ["spent", spent],
    ["reserved", reserved],
  ] as const;
  return {
    billing: "unbilled",
    final: true,
    toError: (meta) =>
      new BudgetError(
        `${meta.operation} was not sent: the budget of this ${budget.window ?? "process"} does not allow it ` +
          `(${told.map(([name, amounts]) => `${name} ${tell(amounts)}`).join(", ")})`,
        { meta, limit: compact(limit), spent, reserved },
      ),
  };
}

type LooseAmounts = { readonly [K in keyof BudgetAmounts]: BudgetAmounts[K] | undefined };

function tell({ calls, cost }: LooseAmounts): string {
  const parts = [calls === undefined ? [] : `${calls} calls`, cost === undefined ? [] : `cost ${cost}`].flat();
  return parts.join(" and ");
}

function compact({ calls, cost }: LooseAmounts): BudgetAmounts {
  return { ...(calls === undefined ? {} : { calls }), ...(cost === undefined ? {} : { cost }) };
}
