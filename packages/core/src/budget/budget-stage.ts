import type { Billing } from "../billing.ts";
import { billOutcome } from "../call/bill-outcome.ts";
import type { Call } from "../call/call.ts";
import { configFailure, type Failure } from "../call/failure.ts";
import { findCut } from "../call/find-cut.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { bookkeepingMs, waitWithin } from "../call/wait-within.ts";
import { ConfigError } from "../errors/config-error.ts";
import { findOrCreate } from "../find-or-create.ts";
import { readOptions } from "../options/read-options.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { andThen } from "../time/and-then.ts";
import { shanghaiDay } from "../time/shanghai.ts";
import { type Amounts, createAmounts, exceeds, reserveIn, settleIn, toTotals } from "./amounts.ts";
import { type BudgetOptions, budgetShape, type PriceBook } from "./budget-options.ts";
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
  /** The sum that the limit is for; none when the ledger holds it. */
  readonly sums: readonly [] | readonly [Amounts];
}

/**
 * Reserves every request before it is sent and settles it afterwards; refuses what the budget does not allow.
 *
 * @throws ConfigError when budget or prices cannot work
 */
export function createBudgetStage(given: BudgetStageOptions): BudgetStage {
  const options = copyOptions(given);
  checkBudget(options.budget, options.prices);
  const createId = createIdSource();
  const ofProcess = [createAmounts()] as const;
  const perCall = new WeakMap<Call, readonly [Amounts]>();

  const { ledger } = options;
  const { maxCalls, maxCost, window } = options.budget;
  const always: LedgerLimit = omitUndefined({ maxCalls, maxCost });
  // The day's budget is kept by the ledger itself, which other processes may share.
  const findSums = (call: Call): Reservation["sums"] => {
    if (window === "day") return [];
    if (window !== "call") return ofProcess;
    return findOrCreate(perCall, call, () => [createAmounts()] as const);
  };

  const plan = (call: Call): Reservation | Failure => {
    const { operation } = call.entry;
    const cost = choosePrice(options, operation);
    if (typeof cost !== "string") return cost;
    const day = shanghaiDay(Date.now());
    const entry = { id: createId(), operation, label: call.options.label ?? "", day, cost };
    return { entry, limit: window === "day" ? { day, ...always } : always, sums: findSums(call) };
  };

  const account = (call: Call, next: () => Promise<AttemptOutcome>, bill: Bill): Promise<AttemptOutcome> => {
    const planned = plan(call);
    if ("toError" in planned) return Promise.resolve({ ok: false, failure: planned });
    return andThen(reserve(call, planned, ledger), (refusal): Promise<AttemptOutcome> => {
      if (refusal !== undefined) return Promise.resolve({ ok: false, failure: refuse(call, options, refusal) });
      return next().then(
        (outcome) => {
          if (billOutcome(outcome) === "billed" && planned.entry.cost !== "") call.cost = planned.entry.cost;
          const settling = settle(call, planned, ledger, bill(outcome));
          return settling === undefined ? outcome : settling.then(() => outcome);
        },
        async (error: unknown) => {
          await settle(call, planned, ledger, "unknown"); // a stage further in threw
          throw error;
        },
      );
    });
  };

  return {
    plan,
    aroundAttempt: (call, next) =>
      account(call, call.shared.mayResend() ? () => account(call, next, billUnseen) : next, billOutcome),
  };
}

type Bill = (outcome: AttemptOutcome) => Billing;

/** What the platform may have sent again: whatever the one reply says, it may have been paid for as well. */
function billUnseen(outcome: AttemptOutcome): Billing {
  const isAnswered = !outcome.unsent && (outcome.ok || outcome.failure.code !== undefined);
  return isAnswered ? "unknown" : billOutcome(outcome);
}

/** Read once: a limit that changes later, or with every look at it, is none. @throws ConfigError for a budget that is none */
function copyOptions({ budget, prices, ledger }: BudgetStageOptions): BudgetStageOptions {
  return { budget: readOptions("budget.", budget, budgetShape), prices, ledger };
}

/** Why a request was not reserved: what is spent already, or the error of a ledger that failed. */
type Refusal = { readonly totals: LedgerTotals } | { readonly error: unknown };

/** Reserves a request in the sum and the ledger, in the one that has the limit only under it; in both or in none. */
function reserve(call: Call, planned: Reservation, ledger: Ledger): Refusal | undefined | Promise<Refusal | undefined> {
  const { sums, entry, limit } = planned;
  const [sum] = sums;
  if (sum !== undefined && exceeds(sum, entry, limit)) return { totals: toTotals(sum) };
  reserveIn(sums, entry);
  try {
    const answer = ledger.reserve(entry, sum === undefined ? limit : noLimit);
    if (answer === undefined) return undefined; // a ledger in memory answers at once
    const waiting = waitWithin(
      call,
      () => Promise.resolve(answer), // it may be of another make than ours
      (late) => late ?? void enter(ledger, entry, "unbilled"), // reserved after all, and not sent
    );
    return Promise.resolve(waiting).then(
      (totals) => totals && giveUp({ totals }, planned),
      (error: unknown) => giveUp({ error }, planned),
    );
  } catch (error) {
    return giveUp({ error }, planned);
  }
}

function giveUp(refusal: Refusal, { sums, entry }: Reservation): Refusal {
  settleIn(sums, entry, "unbilled");
  return refusal;
}

function refuse(call: Call, { budget }: BudgetStageOptions, refusal: Refusal): Failure {
  if ("totals" in refusal) return overBudget(call, budget, refusal.totals);
  const { error } = refusal;
  const why = error instanceof Error ? error.message : "unknown error";
  // One that was locked may be free the next time.
  return findCut(call) ?? configFailure(`the ledger failed (${why})`, !(error instanceof ConfigError));
}

/** Settles a request in the sum and the ledger; a promise where there is something to wait for, and then not for long. */
function settle(
  call: Call,
  { sums, entry }: Reservation,
  ledger: Ledger,
  billing: Billing,
): Promise<unknown> | undefined {
  settleIn(sums, entry, billing);
  const entered = enter(ledger, entry, billing);
  return entered && Promise.resolve(waitWithin(call, () => entered, undefined, bookkeepingMs)).catch(() => undefined);
}

// A ledger that fails now has the request as reserved, which errs on the safe side; the data is paid for and goes out.
function enter(ledger: Ledger, entry: LedgerEntry, billing: Billing): Promise<void> | undefined {
  try {
    const settled = ledger.settle(entry, billing);
    if (settled === undefined) return undefined; // memory has nothing to wait for
    return Promise.resolve(settled).catch(() => undefined);
  } catch {
    return undefined; // see above
  }
}

/** What a request of the operation costs, empty where that is not known and need not be; or why it cannot be sent. */
function choosePrice({ budget, prices }: BudgetStageOptions, operation: string): string | Failure {
  try {
    const cost = findPrice(prices, operation);
    if (cost !== undefined || budget.maxCost === undefined) return cost ?? "";
    return configFailure("`budget.maxCost` is set, but `prices` has no price for it");
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
