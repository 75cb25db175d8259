import type { Operations } from "@just-one/api";
import type { AsyncDisposer } from "./async-disposer.ts";
import type { LedgerEntry, LedgerScope, LedgerTotals, UsageRow } from "./budget/ledger.ts";
import type { Balance } from "./balance.ts";
import type { CallOptions } from "./call-options.ts";
import type { Estimate } from "./estimate.ts";
import type { ChildOptions } from "./child-options.ts";
import type { Data, OperationMap, Params } from "./operation-map.ts";
import type { MapItem, MapOptions } from "./pages/map-calls.ts";
import type { PagedOperation } from "./pages/pagers.ts";
import type { Page, PagesOptions } from "./pages/read-pages.ts";
import type { Result, Success } from "./result.ts";

/** The two ways to call an operation; all that a lean client has. */
export interface LeanClient<Ops extends OperationMap<Ops> = Operations> {
  /**
   * Calls an operation.
   *
   * @param operation `"METHOD /path"`
   * @param parameters the operation's own: path, query and form alike, without the token
   * @throws JustOneError, whose `kind` and `billing` tell what happened and whether it was paid for
   */
  call<K extends keyof Ops>(
    operation: K,
    parameters: Params<Ops, K>,
    options?: CallOptions,
  ): Promise<Success<Data<Ops, K>>>;

  /** Like `call`, but resolves to the error instead of throwing it. */
  try<K extends keyof Ops>(
    operation: K,
    parameters: Params<Ops, K>,
    options?: CallOptions,
  ): Promise<Result<Data<Ops, K>>>;
}

/** Calls operations of the Just One API. Made by `createClient`; safe to share by everything in a process. */
export interface Client<Ops extends OperationMap<Ops> = Operations> extends LeanClient<Ops>, AsyncDisposer {
  /**
   * Follows the pages of an operation that has a row in the table of pagers; each page is a billed call.
   *
   * @throws JustOneError when a page fails; those before it have been yielded, and `next` of the last one goes on there
   */
  pages<K extends keyof Ops & PagedOperation>(
    operation: K,
    parameters: Params<Ops, K>,
    options: PagesOptions,
  ): AsyncGenerator<Page<Data<Ops, K>, Params<Ops, K>>, void, undefined>;

  /**
   * Calls an operation for each of many parameters, a few at a time, and yields every item's own result. Takes no
   * further input once an answer, the budget or the signal has closed the way; leaving the loop aborts the calls under
   * way, which may have been billed then.
   */
  map<K extends keyof Ops>(
    operation: K,
    inputs: Iterable<Params<Ops, K>> | AsyncIterable<Params<Ops, K>>,
    options?: MapOptions,
  ): AsyncGenerator<MapItem<Data<Ops, K>, Params<Ops, K>>, void, undefined>;

  /**
   * Tells of each of many calls what it would do and cost by itself, in their order, without sending anything. However
   * many they are, the ledger is asked once.
   */
  estimate<K extends keyof Ops>(
    operation: K,
    inputs: readonly Params<Ops, K>[],
    options?: CallOptions,
  ): Promise<readonly Estimate[]>;

  /** Tells what a call would do and cost, without sending anything. */
  estimate<K extends keyof Ops>(operation: K, parameters: Params<Ops, K>, options?: CallOptions): Promise<Estimate>;

  /**
   * What was spent, by operation, label and day: in all, or within a scope.
   *
   * @throws whatever the ledger throws
   * @example
   * ```ts
   * const rows = await client.usage({ since: new Date("2026-11-01T00:00+08:00"), label: { prefix: "team-a/" } });
   * ```
   */
  usage(scope?: LedgerScope): Promise<readonly UsageRow[]>;

  /** What was spent and is reserved in all, or within a scope; for a day it takes no longer the more was called. */
  sum(scope?: LedgerScope): Promise<LedgerTotals>;

  /** Requests of which nobody knows whether they were billed, to be compared with the vendor's bill; oldest first. */
  unreconciled(): Promise<readonly LedgerEntry[]>;

  /**
   * Asks the vendor what is left on the account, when you ask for it and never by itself; sent once, whatever comes. Nobody
   * knows whether that is billed: its `billing` is `unknown`, and a budget keeps it reserved, as `GET /user/get-balance`,
   * which needs a price under `maxCost`. Closed doors do not keep it, for an empty account is when you want to know.
   *
   * @throws JustOneError as every call does; `MismatchError` when the vendor tells it in another way than is known
   * @example
   * ```ts
   * const { data } = await client.balance();
   * console.log(`${data.balance} ${data.currency}`); // "123.4500 CNY"
   * ```
   */
  balance(options?: CallOptions): Promise<Success<Balance>>;

  /**
   * A child, with settings for each of its calls, or a budget, of its own. It shares everything else: what it spends is in the
   * same ledger, waits for the same rate limit, is answered by the same cache and stands before the same doors. Budgets nest: a
   * request has to fit into each. Cheap to make, for each customer or each request of a server.
   *
   * @throws ConfigError for what is the whole client's, or cannot work
   * @example
   * ```ts
   * const nightly = client.with({ label: "nightly", deadlineMs: 600_000, budget: { maxCalls: 100 } });
   * const { meta } = await nightly.call(operation, parameters);
   * ```
   */
  with(options: ChildOptions): Client<Ops>;

  /**
   * Sends nothing more, and resolves when all that was under way has ended and is settled. Calls that come later, or have not
   * been sent yet, end unsent with a `ConfigError`. Closes all children, too, and what the client made itself; a ledger, a cache,
   * or a `fetch` that you gave it stay yours. A child closes alone. `await using` does it at the end of a block.
   *
   * @example
   * ```ts
   * await client.close();
   * ledger.close();
   * ```
   */
  close(): Promise<void>;

  /** Opens everything that answers of the vendor's, or too many lost requests, have closed. */
  reset(): void;
}
