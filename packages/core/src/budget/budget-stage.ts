import { omitUndefined } from "../omit-undefined.ts";
import type { Billing } from "../billing.ts";
import type { Call } from "../call/call.ts";
import { configFailure, type Failure } from "../call/failure.ts";
import type { Stage } from "../call/stage.ts";
import type { ConfigError } from "../errors/config-error.ts";
import { andThen } from "../time/and-then.ts";
import { shanghaiDay } from "../time/shanghai.ts";
import { type Amounts, createAmounts, exceeds, reserveIn, settleIn, toTotals } from "./amounts.ts";
import type { BudgetOptions, PriceBook } from "./budget-options.ts";
import { checkBudget } from "./check-budget.ts";
import type { Ledger, LedgerEntry, LedgerLimit, LedgerTotals } from "./ledger.ts";
import { overBudget } from "./over-budget.ts";
import { findPrice } from "./prices.ts";

/** What a lean client's budget needs. */
export interface BudgetStageOptions {
  /** What may be spent. */
  readonly budget: BudgetOptions;
  /** What a billed request of each operation costs; `{}` when only calls are counted. */
  readonly prices: PriceBook;
  /** Where requests are accounted for. */
  readonly ledger: Ledger;
}

export interface BudgetStage extends Stage {
  /** What the call's next request is reserved as, or why there can be none. */
  plan(call: Call): Reservation | Failure;
}

/** A request that is to be paid for. */
export interface Reservation {
  readonly entry: LedgerEntry;
  readonly limit: LedgerLimit;
  /** What the limit is for; absent when the ledger holds it. */
  readonly sum: Amounts | undefined;
}

/**
 * Reserves every request before it is sent and settles it afterwards; refuses what the budget does not allow.
 *
 * @throws ConfigError when budget or prices cannot work
 */
export function createBudgetStage(options: BudgetStageOptions): BudgetStage {
  checkBudget(options.budget, options.prices);
  const createId = createIdSource();
  const ofProcess = createAmounts();
  const perCall = new WeakMap<Call, Amounts>();

  const { ledger } = options;
  const { maxCalls, maxCost, window } = options.budget;
  const always: LedgerLimit = omitUndefined({ maxCalls, maxCost });
  // The day's budget is kept by the ledger itself, which other processes may share.
  const findSum = (call: Call): Amounts | undefined => {
    if (window === "day") return undefined;
    if (window !== "call") return ofProcess;
    const own = perCall.get(call) ?? createAmounts();
    perCall.set(call, own);
    return own;
  };

  const plan = (call: Call): Reservation | Failure => {
    const entry = createEntry(call, options, createId);
    if ("toError" in entry) return entry;
    const limit = window === "day" ? { day: entry.day, ...always } : always;
    return { entry, limit, sum: findSum(call) };
  };

  return {
    plan,
    aroundAttempt: (call, next) => {
      const planned = plan(call);
      if ("toError" in planned) return Promise.resolve({ ok: false, failure: planned });
      const { entry } = planned;
      return andThen(reserve(planned, ledger), (refusal) => {
        if (refusal !== undefined) return Promise.resolve({ ok: false, failure: refuse(call, options, refusal) });
        return next().then(
          (outcome) => {
            if (outcome.ok && entry.cost !== "") call.cost = entry.cost;
            const settling = settle(planned, ledger, outcome.ok ? "billed" : outcome.failure.billing);
            return settling === undefined ? outcome : settling.then(() => outcome);
          },
          async (error: unknown) => {
            await settle(planned, ledger, "unknown"); // a stage further in threw
            throw error;
          },
        );
      });
    },
  };
}

/** Why a request was not reserved: what is spent already, or the error of a ledger that failed. */
type Refusal = { readonly totals: LedgerTotals } | { readonly error: unknown };

/** Reserves a request in the sum and the ledger, in the one that has the limit only under it; in both or in none. */
function reserve(
  { sum, entry, limit }: Reservation,
  ledger: Ledger,
): Refusal | undefined | Promise<Refusal | undefined> {
  if (sum !== undefined && exceeds(sum, entry, limit)) return { totals: toTotals(sum) };
  const sums = sum === undefined ? [] : [sum];
  const refuseWith = (refusal: Refusal): Refusal => {
    settleIn(sums, entry, "unbilled");
    return refusal;
  };
  reserveIn(sums, entry);
  try {
    const answer = ledger.reserve(entry, sum === undefined ? limit : noLimit);
    if (answer === undefined) return undefined; // a ledger in memory answers at once
    return Promise.resolve(answer).then(
      // a promise may be of another make than ours
      (totals) => totals && refuseWith({ totals }),
      (error: unknown) => refuseWith({ error }),
    );
  } catch (error) {
    return refuseWith({ error });
  }
}

function refuse(call: Call, { budget }: BudgetStageOptions, refusal: Refusal): Failure {
  if ("totals" in refusal) return overBudget(call, budget, refusal.totals);
  const why = refusal.error instanceof Error ? refusal.error.message : "unknown error";
  return configFailure(`the ledger failed (${why})`);
}

// A ledger that fails now has the request as reserved, which errs on the safe side; the data is paid for and goes out.
function settle({ sum, entry }: Reservation, ledger: Ledger, billing: Billing): Promise<void> | undefined {
  if (sum !== undefined && billing !== "unknown") settleIn([sum], entry, billing);
  try {
    const settled = ledger.settle(entry, billing);
    if (settled === undefined) return undefined; // memory has nothing to wait for
    return Promise.resolve(settled).catch(() => undefined);
  } catch {
    return undefined; // see above
  }
}

/** The entry of the call's next request, or why there can be none. */
function createEntry(
  call: Call,
  { budget, prices }: BudgetStageOptions,
  createId: () => string,
): LedgerEntry | Failure {
  const { operation } = call.entry;
  try {
    const cost = findPrice(prices, operation) ?? "";
    if (budget.maxCost !== undefined && cost === "") {
      return configFailure("`budget.maxCost` is set, but `prices` has no price for it");
    }
    return { id: createId(), operation, label: call.options.label ?? "", day: shanghaiDay(Date.now()), cost };
  } catch (error) {
    // Safe: it is a ConfigError.
    return configFailure((error as ConfigError).message);
  }
}

function createIdSource(): () => string {
  const prefix = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  let count = 0;
  return () => `${prefix}-${(count += 1)}`;
}

const noLimit: LedgerLimit = {};
