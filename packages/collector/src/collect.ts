import { catalog as wholeCatalog } from "@just-one/api/catalog";
import { ConfigError } from "@just-one/core";
import type { Names } from "@just-one/options/find-unknown";
import type { CollectClientOptions, CollectEnd, CollectOptions } from "./collect-options.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { Run } from "./run.ts";

/**
 * Sends what a board has planned, each item at most once, until all are through or something ends it. The same again goes
 * on where it ended, also after `kill -9`.
 *
 * What is under way is always waited for: it rejects before anything is sent, or when all that was sent is settled.
 *
 * @throws ConfigError when nothing is planned or the options cannot work
 * @example
 * ```ts
 * const board = createFileBoard({ path: "data/board.sqlite" });
 * const { totals, stopped } = await collect({ board, client: { token } });
 * ```
 */
export async function collect(options: CollectOptions): Promise<CollectEnd> {
  const end = await sendPlanned(options);
  return { ...end, totals: await options.board.readTotals() };
}

/** The same without a look at the whole run, for one range of it. */
export async function sendPlanned(options: CollectOptions): Promise<Omit<CollectEnd, "totals">> {
  refuseUnknown("", options, optionNames);
  refuseUnknown("client.", options.client, clientNames);
  const plan = await options.board.readRun();
  if (plan === undefined) throw new ConfigError("nothing is planned on this board");
  const { concurrency = 16, maxLost = 10 } = options;
  for (const [name, value] of Object.entries({ concurrency, maxLost })) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new ConfigError(`\`${name}\` must be a whole number from 1 on`);
  }
  if (options.shared !== undefined && options.board.skip === undefined)
    throw new ConfigError("`shared` is for boards that can keep what others have paid for: they have `skip`");
  const catalog = options.client.catalog ?? wholeCatalog;
  if (!catalog.some(({ operation }) => operation === plan.operation)) {
    throw new ConfigError(`the run's operation ${plan.operation} is not in the catalog`);
  }
  const started = performance.now();
  const run = new Run(options, { plan, concurrency, maxLost });
  await run.work();
  const { stopped, error, limited } = run;
  return {
    limited,
    durationMs: performance.now() - started,
    ...(stopped !== undefined && { stopped }),
    ...(error !== undefined && { error }),
  };
}

const optionNames: Names<CollectOptions> = {
  board: true,
  client: true,
  concurrency: true,
  limiter: true,
  maxLost: true,
  stop: true,
  abort: true,
  shared: true,
  onProgress: true,
  onReply: true,
};

const clientNames: Names<CollectClientOptions> = {
  token: true,
  environment: true,
  baseUrl: true,
  allowInsecureHttp: true,
  fetch: true,
  timeoutMs: true,
  retry: true,
  catalog: true,
  maxResponseBytes: true,
};
