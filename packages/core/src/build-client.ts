import type { Catalog } from "@just-one/api";
import { balanceEntry } from "./balance.ts";
import { copyPrices } from "./budget/copy-prices.ts";
import { findNearest } from "@just-one/options/find-nearest";
import { createRedactor } from "@just-one/secrets";
import { createCheckCall } from "./call/check-call.ts";
import { refuseTestDom } from "./call/refuse-test-dom.ts";
import { createRunner, type Runner } from "./call/create-runner.ts";
import { explainProblem } from "./call/explain-problem.ts";
import { createKeepHeaders } from "./call/keep-headers.ts";
import { type ClientOptions, clientShape } from "./client-options.ts";
import type { Client } from "./client.ts";
import { composeStages } from "./compose-stages.ts";
import { copyPlain } from "./copy-plain.ts";
import { createFace } from "./create-face.ts";
import { createEmit } from "./events/create-emit.ts";
import { createLifetime } from "./lifetime.ts";
import { addVariables } from "./options/add-variables.ts";
import { checkOptions } from "./options/check-options.ts";
import type { OperationMap } from "./operation-map.ts";
import { throughOpenapiFetch } from "./wire/openapi-fetch-wire.ts";
import { waitLong } from "./wire/patience.ts";
import { readDates } from "./retry/read-dates.ts";
import { readAnyReply } from "./wire/reply-reader.ts";
import { judgeTransportFailure } from "./wire/transport-failure.ts";

/** Makes a client for the operations of its options, or else for those given beside them. @throws ConfigError when the options cannot work */
export function buildClient<Ops extends OperationMap<Ops>>(given: ClientOptions, whole: Catalog): Client<Ops> {
  const options = addVariables(copyOptions(given));
  const composed = composeStages(options);
  const { prices, retry, catalog = whole } = options;
  const emit = createEmit(options.onEvent);
  const parts = {
    ...options,
    catalog,
    stages: composed.stages,
    check: createCheckCall(options.parameters),
    emit,
    explain: explainProblem,
    createRedactor,
    findNearest,
    headersKeeper: options.keepHeaders && createKeepHeaders(options.keepHeaders),
    judgeTransport: judgeTransportFailure,
    replyReader: readAnyReply,
    readDelay: readDates,
    patience: waitLong,
  };
  const wire = throughOpenapiFetch(options.middleware);
  const runner = createRunner(parts, wire);
  let balances: Runner | undefined;
  const openBalances = (): Runner => {
    const stages = [...(options.stages ?? []), composed.budget];
    return (balances ??= createRunner({ ...parts, catalog: [balanceEntry], stages }, wire, true));
  };
  const close = (): void => {
    runner.close();
    composed.latches?.close();
    balances?.close();
  };
  const family = { prices, retry, catalog, composed, emit, runner, openBalances, close };
  const face = createFace(family, { life: createLifetime() });
  // Safe: `Ops` types what the catalog checks at run time; `data` is what the document says of the reply.
  return face as Client<Ops>;
}

/** Read once: what the caller does to its own options later changes nothing. Parts with methods stay the caller's. */
function copyOptions(options: ClientOptions): ClientOptions {
  const isFlag = typeof options?.keepText === "boolean";
  const own = checkOptions(options, isFlag ? { ...clientShape, keepText: "true or false" } : clientShape);
  refuseTestDom(own.allowBrowser);
  const { budget, prices } = own;
  return Object.assign({ ...own }, { budget: copyPlain(budget), prices: copyPrices(prices) });
}
