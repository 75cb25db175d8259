import type { Catalog } from "@just-one/api";
import { balanceEntry, readBalance } from "./balance.ts";
import { checkScope } from "./budget/check-scope.ts";
import type { LedgerScope } from "./budget/ledger.ts";
import { type FamilyBudgets, readBudgets } from "./budget/read-budgets.ts";
import { sumLedger } from "./budget/sum-ledger.ts";
import { Call } from "./call/call.ts";
import { createCallId } from "./call/create-call-id.ts";
import type { Runner } from "./call/create-runner.ts";
import { closedFailure } from "./call/failure.ts";
import { unwrap } from "./call/unwrap.ts";
import type { CallOptions } from "./call-options.ts";
import { type ChildOptions, readChildOptions } from "./child-options.ts";
import type { ClientOptions } from "./client-options.ts";
import type { ComposedStages } from "./compose-stages.ts";
import type { AnyJustOneError } from "./errors/any-just-one-error.ts";
import type { Emit } from "./events/create-emit.ts";
import { describeEnd } from "./events/describe-end.ts";
import { estimateCalls } from "./estimate.ts";
import { createLifetime, type Lifetime } from "./lifetime.ts";
import { emptyMeta, type Meta } from "./meta.ts";
import { omitUndefined } from "./omit-undefined.ts";
import { mapCalls, type MapOptions } from "./pages/map-calls.ts";
import { findPager, type PagedOperation } from "./pages/pagers.ts";
import { type PagesOptions, readPages } from "./pages/read-pages.ts";
import type { Result } from "./result.ts";

/** What a client and its children share. */
export interface Family extends Pick<ClientOptions, "prices" | "retry"> {
  readonly catalog: Catalog;
  readonly runner: Runner;
  /** Asks for balances. */
  readonly openBalances: () => Runner;
  /** Lets go of what was made for the client. */
  readonly close: () => void;
  readonly composed: ComposedStages;
  readonly emit: Emit;
}

/** What one of them has of its own. */
interface Own {
  readonly life: Lifetime;
  /** For each of its calls. */
  readonly defaults?: CallOptions;
  readonly budgets?: FamilyBudgets | undefined;
}

/** Makes the methods of a client, or of a child of it. */
export function createFace(family: Family, { life, defaults, budgets }: Own): object {
  const { runner, composed, catalog } = family;

  const prepare = (
    by: Runner,
    operation: unknown,
    parameters: unknown,
    options?: CallOptions,
  ): Call | AnyJustOneError => {
    const prepared = by.prepare(operation, parameters, merge(defaults, options));
    if (!(prepared instanceof Call)) return prepared;
    prepared.life = life.view;
    prepared.budgets = budgets;
    return prepared;
  };

  const send = <T>(
    by: Runner,
    finish: (result: Result<unknown>) => T,
    operation: unknown,
    parameters: unknown,
    options?: CallOptions,
  ): Promise<T> => {
    let prepared: Call | AnyJustOneError;
    try {
      prepared = prepare(by, operation, parameters, options);
    } catch (error) {
      return Promise.reject(error); // a getter of the caller's threw
    }
    const call = prepared instanceof Call ? prepared : undefined;
    const end = (result: Result<unknown>): T => {
      if (!result.ok) tellEnd(family.emit, call, result);
      return finish(result);
    };
    if (!(prepared instanceof Call)) return refuse(prepared).then(end);
    if (life.view.isClosed) return refuse(closedFailure().toError(prepared.meta())).then(end);
    life.enter();
    // A stage of the caller's may answer at once, or with a promise of another make.
    return Promise.resolve(by.start(prepared)).then(
      (result) => {
        life.leave();
        return end(result);
      },
      (error: unknown) => {
        life.leave();
        throw error;
      },
    );
  };
  const run = (operation: unknown, parameters: unknown, options?: CallOptions): Promise<Result<unknown>> =>
    send(runner, keep, operation, parameters, options);

  const close = async (): Promise<void> => {
    await life.close();
    if (defaults === undefined) family.close();
  };

  return {
    call: (operation: unknown, parameters: unknown, options?: CallOptions) =>
      send(runner, unwrap, operation, parameters, options),
    try: run,
    pages: (operation: PagedOperation, first: object, options: PagesOptions) =>
      readPages({
        pager: findPager(operation),
        first,
        options,
        call: async (parameters, own) => unwrap(await run(operation, parameters, own)),
      }),
    map: (operation: unknown, inputs: Iterable<unknown>, options: MapOptions = {}) =>
      mapCalls({ inputs, options, call: (parameters, own) => run(operation, parameters, own) }),
    estimate: async (operation: unknown, asked: unknown, options?: CallOptions) => {
      if (life.view.isClosed) throw closedFailure().toError(emptyMeta(String(operation)));
      const inputs: readonly unknown[] = Array.isArray(asked) ? asked : [asked];
      const prepared = inputs.map((parameters) => prepare(runner, operation, parameters, options));
      const estimates = await estimateCalls(
        prepared,
        { prices: family.prices, retry: family.retry, catalog },
        composed,
      );
      return inputs === asked ? estimates : estimates[0];
    },
    usage: async (scope?: LedgerScope) => composed.ledger.usage(checkScope(scope)),
    sum: async (scope?: LedgerScope) => sumLedger(composed.ledger, checkScope(scope)),
    balance: async (options?: CallOptions) =>
      send(family.openBalances(), (result) => readBalance(unwrap(result)), balanceEntry.operation, {}, options),
    unreconciled: async () => composed.ledger.unreconciled(),
    reset: () => {
      composed.latches?.reset();
      composed.breaker?.reset();
    },
    with: (options: ChildOptions) => {
      const { budget, ...own } = readChildOptions(options);
      const more = budget && { budgets: [...(budgets?.budgets ?? []), ...readBudgets(budget)], key: createCallId() };
      return createFace(family, {
        life: createLifetime(life),
        defaults: merge(defaults, own) ?? {},
        budgets: more ?? budgets,
      });
    },
    close,
    ...(Symbol.asyncDispose && { [Symbol.asyncDispose]: close }),
  };
}

function keep<T>(result: T): T {
  return result;
}

/** A call's own options before those that it has from its client; of signals, each ends it. */
function merge(defaults: CallOptions | undefined, own: CallOptions | undefined): CallOptions | undefined {
  // What callers without types give instead of options is refused where all options are looked at.
  if (defaults === undefined || typeof (own ?? {}) !== "object") return own;
  const signals = [defaults.signal, own?.signal].filter((signal) => signal instanceof AbortSignal);
  return {
    ...defaults,
    ...omitUndefined(own ?? {}),
    ...(signals.length > 1 && { signal: AbortSignal.any(signals) }),
  };
}

function refuse(error: AnyJustOneError): Promise<Result<unknown>> {
  return Promise.resolve({ ok: false, error, meta: error.meta });
}

function tellEnd(emit: Emit, call: Call | undefined, { error, meta }: { error: AnyJustOneError; meta: Meta }): void {
  const event = describeEnd(error, call?.calledAt);
  if (call !== undefined) return call.emit(event);
  const { operation, callId, label } = meta;
  emit({ entry: { operation }, callId, options: { label } }, event);
}
