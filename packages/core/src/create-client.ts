import type { Operations } from "@just-one/api";
import { catalog as wholeCatalog } from "@just-one/api/catalog";
import { balanceEntry, readBalance } from "./balance.ts";
import { type LedgerScope, scopeShape } from "./budget/ledger.ts";
import { sumLedger } from "./budget/sum-ledger.ts";
import { copyPrices } from "./budget/copy-prices.ts";
import { findNearest } from "@just-one/options/find-nearest";
import { createRedactor } from "@just-one/secrets";
import { createCheckCall } from "./call/check-call.ts";
import { refuseTestDom } from "./call/refuse-test-dom.ts";
import { createRunner, type Runner } from "./call/create-runner.ts";
import { explainProblem } from "./call/explain-problem.ts";
import { unwrap } from "./call/unwrap.ts";
import type { CallOptions } from "./call-options.ts";
import { type ClientOptions, clientShape } from "./client-options.ts";
import type { Client } from "./client.ts";
import { composeStages } from "./compose-stages.ts";
import { copyPlain } from "./copy-plain.ts";
import { createEmit } from "./events/create-emit.ts";
import { estimateCalls } from "./estimate.ts";
import { addVariables } from "./options/add-variables.ts";
import { checkOptions } from "./options/check-options.ts";
import type { OperationMap } from "./operation-map.ts";
import { mapCalls, type MapOptions } from "./pages/map-calls.ts";
import { findPager, type PagedOperation } from "./pages/pagers.ts";
import { type PagesOptions, readPages } from "./pages/read-pages.ts";
import { throughOpenapiFetch } from "./wire/openapi-fetch-wire.ts";
import { waitLong } from "./wire/patience.ts";
import { readDates } from "./retry/read-dates.ts";
import { readAnyReply } from "./wire/reply-reader.ts";
import { judgeTransportFailure } from "./wire/transport-failure.ts";

/**
 * Makes a client for every operation of `@just-one/api`, or for those of `options.catalog`.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * const client = createClient(); // the token of the environment variable JUST_ONE_TOKEN
 * const { data, meta } = await client.call(
 *   "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
 *   { oAuthorId: "7048929565493690398", range: "DAY_30" },
 * );
 * console.log(data, meta.billing);
 * ```
 */
export function createClient<Ops extends OperationMap<Ops> = Operations>(given: ClientOptions = {}): Client<Ops> {
  const options = addVariables(copyOptions(given));
  const composed = composeStages(options);
  const { prices, retry, catalog = wholeCatalog } = options;
  const parts = {
    ...options,
    catalog,
    stages: composed.stages,
    check: createCheckCall(options.parameters),
    emit: createEmit(options.onEvent),
    explain: explainProblem,
    createRedactor,
    findNearest,
    judgeTransport: judgeTransportFailure,
    replyReader: readAnyReply,
    readDelay: readDates,
    patience: waitLong,
  };
  const wire = throughOpenapiFetch(options.middleware);
  const runner = createRunner(parts, wire);
  let balances: Runner | undefined;
  const call = (operation: unknown, parameters: unknown, callOptions?: CallOptions): Promise<unknown> =>
    runner.run(operation, parameters, callOptions).then(unwrap);

  const client = {
    call,
    try: runner.run,
    pages: (operation: PagedOperation, first: object, pagesOptions: PagesOptions) =>
      readPages({
        pager: findPager(operation),
        first,
        options: pagesOptions,
        call: async (parameters, own) => unwrap(await runner.run(operation, parameters, own)),
      }),
    map: (operation: unknown, inputs: Iterable<unknown>, mapOptions: MapOptions = {}) =>
      mapCalls({
        inputs,
        options: mapOptions,
        call: (parameters, own) => runner.run(operation, parameters, own),
      }),
    estimate: async (operation: unknown, asked: unknown, callOptions?: CallOptions) => {
      const inputs: readonly unknown[] = Array.isArray(asked) ? asked : [asked];
      const prepared = inputs.map((parameters) => runner.prepare(operation, parameters, callOptions));
      const estimates = await estimateCalls(prepared, { prices, retry, catalog }, composed);
      return inputs === asked ? estimates : estimates[0];
    },
    usage: async (scope: LedgerScope = {}) => composed.ledger.usage(checkOptions(scope, scopeShape)),
    sum: async (scope: LedgerScope = {}) => sumLedger(composed.ledger, checkOptions(scope, scopeShape)),
    balance: async (callOptions?: CallOptions) => {
      const stages = [...(options.stages ?? []), composed.budget];
      balances ??= createRunner({ ...parts, catalog: [balanceEntry], stages }, wire, true);
      return readBalance(unwrap(await balances.run(balanceEntry.operation, {}, callOptions)));
    },
    unreconciled: async () => composed.ledger.unreconciled(),
    reset: () => {
      composed.latches?.reset();
      composed.breaker?.reset();
    },
  };
  // Safe: `Ops` types what the catalog checks at run time; `data` is what the document says of the reply.
  return Object.freeze(client) as unknown as Client<Ops>;
}

/** Read once: what the caller does to its own options later changes nothing. Parts with methods stay the caller's. */
function copyOptions(options: ClientOptions): ClientOptions {
  const isFlag = typeof options?.keepText === "boolean";
  const own = checkOptions(options, isFlag ? { ...clientShape, keepText: "true or false" } : clientShape);
  refuseTestDom(own.allowBrowser);
  const { retry, budget, prices } = own;
  return Object.assign({ ...own }, { retry: copyPlain(retry), budget: copyPlain(budget), prices: copyPrices(prices) });
}
