import type { Billing } from "../billing.ts";
import { billOutcome } from "../call/bill-outcome.ts";
import type { Call } from "../call/call.ts";
import { createCallId } from "../call/create-call-id.ts";
import { configFailure, type Failure } from "../call/failure.ts";
import { findCut } from "../call/find-cut.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { bookkeepingMs, waitWithin } from "../call/wait-within.ts";
import { ConfigError } from "../errors/config-error.ts";
import { andThen } from "../time/and-then.ts";
import { shanghaiDay } from "../time/shanghai.ts";
import { type Amounts, exceeds, reserveIn, settleIn, toTotals } from "./amounts.ts";
import type { BudgetOptions, PriceBook } from "./budget-options.ts";
import { checkPrices } from "./check-budget.ts";
import { isOfLabel } from "./ledger-scope.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import { type Excess, overBudget } from "./over-budget.ts";
import { findPrice } from "./prices.ts";
import { type FamilyBudgets, readBudgets } from "./read-budgets.ts";

/** What a lean client's budget needs. */
export interface BudgetStageOptions {
  /** What may be spent; several when a request has to fit into each that it is in. */
  readonly budget: BudgetOptions | readonly BudgetOptions[];
  /** What a billed request of each operation costs; `{}` when only calls are counted. */
  readonly prices: PriceBook;
  /** Where requests are accounted for. */
  readonly ledger: BudgetLedger;
}

/** What a budget asks of a ledger. */
export type BudgetLedger = Pick<Ledger, "reserve" | "settle">;

/** The stage that `createBudgetStage` makes. */
export interface BudgetStage extends Stage {
  /** What the call's next request is reserved as, or why there can be none. */
  plan(call: Call, now?: Date): Reservation | Failure;
}

/** A request that is to be paid for. */
export interface Reservation {
  /** What is reserved. */
  readonly entry: LedgerEntry;
  /** What it is held to. */
  readonly limits: readonly PlannedLimit[];
}

/** A budget, as it stands when a request is planned. */
export interface PlannedLimit extends Pick<Excess, "limit" | "window"> {
  /** What it is the limit of; absent when the ledger holds that. */
  readonly sum: Amounts | undefined;
}

/**
 * Reserves every request before it is sent and settles it afterwards; refuses what a budget does not allow.
 *
 * @throws ConfigError when budget or prices cannot work
 */
export function createBudgetStage({ budget, prices, ledger }: BudgetStageOptions): BudgetStage {
  const budgets = readBudgets(budget);
  checkPrices(prices);

  const plan = (call: Call, now = new Date()): Reservation | Failure => {
    const { operation } = call.entry;
    const { label = "" } = call.options;
    // Safe: a client with children puts nothing else there.
    const own = call.budgets as FamilyBudgets | undefined;
    const all = own === undefined ? budgets : [...budgets, ...own.budgets];
    const limits = all.length === 0 ? none : all.filter((one) => isOfLabel(one.label, label));
    const needsPrice = limits.some(({ maxCost }) => maxCost !== undefined);
    const cost = choosePrice(prices, operation, needsPrice);
    if (typeof cost !== "string") return cost;
    const entry = { id: createCallId(), operation, label, day: shanghaiDay(now.getTime()), cost };
    return { entry, limits: limits.length === 0 ? none : limits.map((one) => one.plan(call, entry.day, now)) };
  };

  const account = (call: Call, next: () => Promise<AttemptOutcome>, bill: Bill): Promise<AttemptOutcome> => {
    const planned = plan(call);
    if ("toError" in planned) return Promise.resolve({ ok: false, failure: planned });
    return andThen(reserve(call, planned, ledger), (refusal): Promise<AttemptOutcome> => {
      if (refusal !== undefined) return Promise.resolve({ ok: false, failure: refuse(call, refusal) });
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

/** Why a request was not reserved: what does not allow it, or the error of a ledger that failed. */
type Refusal = Excess | { readonly error: unknown };

/** Reserves a request in the sums and the ledger, which has the limits that are its own; in all or in none. */
function reserve(
  call: Call,
  planned: Reservation,
  ledger: BudgetLedger,
): Refusal | undefined | Promise<Refusal | undefined> {
  const { limits, entry } = planned;
  for (const { sum, limit, window } of limits) {
    if (sum !== undefined && exceeds(sum, entry, limit)) return { limit, window, totals: toTotals(sum) };
  }
  reserveIn(listSums(planned), entry);
  try {
    const answer = ledger.reserve(
      entry,
      limits.flatMap(({ sum, limit }) => (sum === undefined ? [limit] : [])),
    );
    if (answer === undefined) return undefined; // a ledger in memory answers at once
    const waiting = waitWithin(
      call,
      () => Promise.resolve(answer), // it may be of another make than ours
      (late) => late ?? void enter(ledger, entry, "unbilled"), // reserved after all, and not sent
    );
    return Promise.resolve(waiting).then(
      (totals) => {
        if (totals === undefined) return undefined;
        if (Object(totals) === totals) {
          return giveUp({ totals, limit: totals.limit ?? {}, window: undefined }, planned);
        }
        // Nobody knows what it has done, so nothing is sent, and nothing shall stay reserved.
        void enter(ledger, entry, "unbilled");
        return giveUp({ error: new ConfigError("`reserve` answered neither `undefined` nor a refusal") }, planned);
      },
      (error: unknown) => giveUp({ error }, planned),
    );
  } catch (error) {
    return giveUp({ error }, planned);
  }
}

function giveUp(refusal: Refusal, planned: Reservation): Refusal {
  settleIn(listSums(planned), planned.entry, "unbilled");
  return refusal;
}

function listSums({ limits }: Reservation): readonly Amounts[] {
  return limits.length === 0 ? none : limits.flatMap(({ sum }) => sum ?? []);
}

function refuse(call: Call, refusal: Refusal): Failure {
  if ("totals" in refusal) return overBudget(call, refusal);
  const { error } = refusal;
  const why = error instanceof Error ? error.message : "unknown error";
  // One that was locked may be free the next time.
  return findCut(call) ?? configFailure(`the ledger failed (${why})`, !(error instanceof ConfigError));
}

/** Settles a request in the sums and the ledger; a promise where there is something to wait for, and then not for long. */
function settle(
  call: Call,
  planned: Reservation,
  ledger: BudgetLedger,
  billing: Billing,
): Promise<unknown> | undefined {
  settleIn(listSums(planned), planned.entry, billing);
  const entered = enter(ledger, planned.entry, billing);
  return entered && Promise.resolve(waitWithin(call, () => entered, undefined, bookkeepingMs)).catch(() => undefined);
}

// A ledger that fails now has the request as reserved, which errs on the safe side; the data is paid for and goes out.
function enter(ledger: BudgetLedger, entry: LedgerEntry, billing: Billing): Promise<void> | undefined {
  try {
    const settled = ledger.settle(entry, billing);
    if (settled === undefined) return undefined; // memory has nothing to wait for
    return Promise.resolve(settled).catch(() => undefined);
  } catch {
    return undefined; // see above
  }
}

/** What a request of the operation costs, empty where that is not known and need not be; or why it cannot be sent. */
function choosePrice(prices: PriceBook, operation: string, isNeeded: boolean): string | Failure {
  try {
    const cost = findPrice(prices, operation);
    if (cost !== undefined || !isNeeded) return cost ?? "";
    return configFailure("`budget.maxCost` is set, but `prices` has no price for it");
  } catch (error) {
    // Safe: it is a ConfigError.
    return configFailure((error as ConfigError).message);
  }
}

// Of limits or sums: most clients have no budget, and every list is garbage.
const none: readonly never[] = [];
