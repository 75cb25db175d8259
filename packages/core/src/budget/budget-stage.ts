import type { Billing } from "../billing.ts";
import type { Call } from "../call/call.ts";
import { configFailure, type Failure } from "../call/failure.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { andThen } from "../time/and-then.ts";
import { shanghaiDay } from "../time/shanghai.ts";
import type { BudgetOptions, PriceBook } from "./budget-options.ts";
import { checkBudget } from "./check-budget.ts";
import type { Ledger, LedgerEntry, LedgerLimit, LedgerTotals } from "./ledger.ts";
import { createMemoryLedger } from "./memory-ledger.ts";
import { overBudget } from "./over-budget.ts";
import { findPrice, PriceProblem } from "./prices.ts";

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
  /** The first one holds the limit. */
  readonly ledgers: readonly [Ledger, ...Ledger[]];
}

/**
 * Reserves every request before it is sent and settles it afterwards; refuses what the budget does not allow.
 *
 * @throws ConfigError when budget or prices cannot work
 */
export function createBudgetStage(options: BudgetStageOptions): BudgetStage {
  checkBudget(options.budget, options.prices);
  const createId = createIdSource();
  const process = createMemoryLedger();
  const perCall = new WeakMap<Call, Ledger>();

  // The day's budget is kept by the ledger itself, which other processes may share; the others by one in memory.
  const { maxCalls, maxCost, window } = options.budget;
  const isUnlimited = maxCalls === undefined && maxCost === undefined;
  const always: LedgerLimit = {
    ...(maxCalls === undefined ? {} : { maxCalls }),
    ...(maxCost === undefined ? {} : { maxCost }),
  };
  const shared = [options.ledger] as const;
  const withProcess = [process, options.ledger] as const;
  const findLedgers = (call: Call): Reservation["ledgers"] => {
    if (isUnlimited || window === "day") return shared;
    if (window !== "call") return withProcess;
    const own = perCall.get(call) ?? createMemoryLedger();
    perCall.set(call, own);
    return [own, options.ledger];
  };

  const plan = (call: Call): Reservation | Failure => {
    const entry = createEntry(call, options, createId);
    if ("toError" in entry) return entry;
    const limit = isUnlimited || window !== "day" ? always : { day: entry.day, ...always };
    return { entry, limit, ledgers: findLedgers(call) };
  };

  return {
    plan,
    aroundAttempt: (call, next) => {
      const planned = plan(call);
      if ("toError" in planned) return Promise.resolve({ ok: false, failure: planned });
      const { entry, ledgers } = planned;
      return andThen(reserve(planned), (refusal) => {
        if (refusal !== undefined) return refuse(refusal, planned, options.budget);
        return next().then(
          (outcome) => {
            if (outcome.ok && entry.cost !== "") call.cost = entry.cost;
            const settling = settle(ledgers, entry, outcome.ok ? "billed" : outcome.failure.billing);
            return settling === undefined ? outcome : settling.then(() => outcome);
          },
          async (error: unknown) => {
            await settle(ledgers, entry, "unknown"); // a stage further in threw
            throw error;
          },
        );
      });
    },
  };
}

/** Why a request was not reserved: what is spent already, or the error of a ledger that failed. */
interface Refusal {
  /** How many ledgers have reserved it before. */
  readonly at: number;
  readonly totals?: LedgerTotals;
  readonly error?: unknown;
}

/** Reserves a request in one ledger after the other, in the first under the limit. */
function reserve({ ledgers, entry, limit }: Reservation, at = 0): Refusal | undefined | Promise<Refusal | undefined> {
  const ledger = ledgers[at];
  if (ledger === undefined) return undefined;
  const fail = (error: unknown): Refusal => ({ at, error });
  const goOn = (totals: LedgerTotals | undefined): ReturnType<typeof reserve> =>
    totals === undefined ? reserve({ ledgers, entry, limit: noLimit }, at + 1) : { at, totals };
  try {
    const answer = ledger.reserve(entry, limit);
    if (answer === undefined) return goOn(answer); // a ledger in memory answers at once
    return Promise.resolve(answer).then(goOn).catch(fail); // a promise may be of another make than ours
  } catch (error) {
    return fail(error);
  }
}

async function refuse(
  { at, totals, error }: Refusal,
  { entry, ledgers }: Reservation,
  budget: BudgetOptions,
): Promise<AttemptOutcome> {
  await settle(ledgers.slice(0, at), entry, "unbilled");
  if (totals !== undefined) return { ok: false, failure: overBudget(budget, totals) };
  const why = error instanceof Error ? error.message : "unknown error";
  return { ok: false, failure: configFailure(`${entry.operation} was not sent: the ledger failed (${why})`) };
}

// A ledger that fails now has the request as reserved, which errs on the safe side; the data is paid for and goes out.
function settle(ledgers: readonly Ledger[], entry: LedgerEntry, billing: Billing): Promise<unknown> | undefined {
  const settling: Promise<void>[] = [];
  for (const ledger of ledgers) {
    try {
      const settled = ledger.settle(entry, billing);
      if (settled !== undefined) settling.push(settled);
    } catch {
      // See above.
    }
  }
  return settling.length === 0 ? undefined : Promise.allSettled(settling); // memory has nothing to wait for
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
      return configFailure(`${operation} was not sent: \`budget.maxCost\` is set, but \`prices\` has no price for it`);
    }
    return { id: createId(), operation, label: call.options.label ?? "", day: shanghaiDay(Date.now()), cost };
  } catch (error) {
    const why = error instanceof PriceProblem ? error.message : "`prices` cannot be read";
    return configFailure(`${operation} was not sent: ${why}`);
  }
}

function createIdSource(): () => string {
  const prefix = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  let count = 0;
  return () => `${prefix}-${(count += 1)}`;
}

const noLimit: LedgerLimit = {};
