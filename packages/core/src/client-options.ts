import type { Catalog } from "@just-one/api";
import type { BaseOptions } from "./base-options.ts";
import { type BudgetOptions, budgetShape, type PriceBook } from "./budget/budget-options.ts";
import type { Ledger } from "./budget/ledger.ts";
import type { Stage } from "./call/stage.ts";
import { type CacheOptions, cacheShape } from "./cache/cache-stage.ts";
import type { OnEvent } from "./events/client-event.ts";
import { type BreakerOptions, breakerShape } from "./latches/breaker.ts";
import { type LatchOptions, latchShape } from "./latches/latches.ts";
import { type AdaptiveLimiterOptions, limiterShape } from "./limits/limiter-options.ts";
import type { RateLimiter } from "./limits/rate-limiter.ts";
import type { Middleware } from "openapi-fetch";
import type { Shape } from "./options/read-options.ts";
import { type ParameterOptions, parametersShape } from "./parameters/parameter-options.ts";
import { retryOption } from "./retry/retry-options.ts";
import type { TokenSource } from "./secrets/token-source.ts";
import type { ValidationOptions } from "./validate/validation-options.ts";

/**
 * How a client behaves. What is left out of `token`, `baseUrl` and `environment` comes from the environment's variables
 * `JUST_ONE_TOKEN`, `JUST_ONE_BASE_URL` and `JUST_ONE_ENVIRONMENT`, read when the client is made, where there is an
 * environment and it may be read: on Node, Bun, Deno and some workers, and never in a page. An option for the server,
 * either of the two, leaves both variables for it out.
 */
export interface ClientOptions extends Omit<BaseOptions, "token">, ValidationOptions {
  /** As in `BaseOptions`. @default the environment variable `JUST_ONE_TOKEN` */
  readonly token?: TokenSource | undefined;
  /** Headers of replies that are kept as `meta.headers`, 32 at most. @default [] */
  readonly keepHeaders?: readonly string[] | undefined;
  /** How parameters are checked. @default { allowUnknownEnum: false } */
  readonly parameters?: ParameterOptions | undefined;
  /**
   * The operations that can be called. A bundle of `createClient` carries every operation all the same, whatever stands here:
   * that of `createCatalogClient` carries these.
   * @default every operation of `@just-one/api`
   */
  readonly catalog?: Catalog | undefined;
  /**
   * After an answer that dooms every later call (100, 303, 600, 601, 602) those fail at once, unsent, until one that is
   * let through after a while succeeds; 303 until 00:00 in Shanghai. `false` sends them all the same.
   * @default { reopenAfterMs: 60_000, reopenCapMs: 900_000 }
   */
  readonly latches?: LatchOptions | false | undefined;
  /**
   * After many requests in a row that got no reply and may have been billed, calls fail at once, unsent, until one that
   * is let through after a while gets any reply. `false` sends them all the same.
   * @default { lostInARow: 10, reopenAfterMs: 60_000, reopenCapMs: 900_000 }
   */
  readonly breaker?: BreakerOptions | false | undefined;
  /**
   * Limits of each operation, or a limiter of your own, shared between processes perhaps. `false` sends everything at
   * once. @default { concurrency: 16 }, slower while the vendor answers with 302
   */
  readonly rateLimiter?: AdaptiveLimiterOptions | RateLimiter | false | undefined;
  /**
   * What may be spent; a request beyond it is not sent. Of several each limits the calls that it is for, and a request is
   * reserved in all of them or in none. @default no limit
   */
  readonly budget?: BudgetOptions | readonly BudgetOptions[] | undefined;
  /** What a billed request of each operation costs, as decimal strings. @default no prices; only calls are counted */
  readonly prices?: PriceBook | undefined;
  /** Where usage is kept. @default in memory; `@just-one/core/node` has one in a file that processes share */
  readonly ledger?: Ledger | undefined;
  /** Keeps successful replies, so that the same question is not paid for twice. @default no cache */
  readonly cache?: CacheOptions | undefined;
  /** Lets identical calls that are under way at the same time share one request. @default true */
  readonly twins?: boolean | undefined;
  /**
   * Told of every attempt, retry, billed, latched or throttled call, without token, URL, parameters or reply. The same
   * events go to the channel `just-one:event` of `node:diagnostics_channel`.
   */
  readonly onEvent?: OnEvent | undefined;
  /**
   * openapi-fetch's own middleware, around every attempt. It sees the request without the token and may add headers to
   * it, or answer itself: then nothing is sent and nothing billed. It sees the whole reply, and may make other data of
   * it. What it throws, and whatever else it does, ends the call with a `ConfigError` that names it and says what was
   * billed; what was paid for is that error's `data`. @default []
   */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Your own, around everything else, outermost first: `@just-one/otel` has one for traces. @default [] */
  readonly stages?: readonly Stage[] | undefined;
}

/** What they may be. What an option holds is looked at by the part that it is for. */
export const clientShape: Shape<ClientOptions> = {
  token: undefined,
  environment: "a text",
  allowInsecureHttp: "true or false",
  allowBrowser: "true or false",
  baseUrl: "a text",
  fetch: "a function",
  timeoutMs: 1,
  deadlineMs: -Infinity,
  retry: retryOption,
  maxResponseBytes: 1,
  keepText: 1,
  validate: undefined,
  validators: "an array",
  onMismatch: "a function",
  keepHeaders: "an array",
  parameters: ["an object, such as { allowUnknownEnum: true }", parametersShape],
  catalog: "an array",
  latches: ["an object or false, such as { reopenAfterMs: 60_000 }", latchShape],
  breaker: ["an object or false, such as { lostInARow: 10 }", breakerShape],
  rateLimiter: ["an object or false, such as { concurrency: 16 }", limiterShape],
  budget: ["an object or an array, such as { maxCalls: 1000 }", budgetShape],
  prices: 'an object or a function, such as { "GET /…": "0.15" }',
  ledger: "an object",
  cache: ["an object, such as { ttlMs: 60_000 }", cacheShape],
  twins: "true or false",
  onEvent: "a function",
  middleware: "an array",
  stages: "an array",
};
