import type { Catalog, CatalogEntry } from "@just-one/api";
import type { BaseOptions } from "../base-options.ts";
import type { CallOptions } from "../call-options.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import type { Emit } from "../events/create-emit.ts";
import type { Result } from "../result.ts";
import type { ReadDelay } from "../retry/delay.ts";
import { createRedact, type CreateRedactor } from "../secrets/redact.ts";
import { tokenReaders } from "../secrets/token-readers.ts";
import { createTokenReader } from "../secrets/token-source.ts";
import { chooseBaseUrl } from "../wire/base-url.ts";
import type { Patience } from "../wire/patience.ts";
import { findPlatform } from "../wire/platform.ts";
import type { ReplyReader } from "../wire/reply-reader.ts";
import type { JudgeTransport } from "../wire/transport-failure.ts";
import type { CreateWire } from "../wire/wire.ts";
import { Call, type CallShared } from "./call.ts";
import type { CheckCall } from "./check-call.ts";
import { createCallId } from "./create-call-id.ts";
import type { KeepHeaders } from "./keep-headers.ts";
import { isBrowserPage } from "./is-browser-page.ts";
import { type Explain, nameProblem } from "./problem.ts";
import { type FindNearest, refuseOperation } from "./refuse-operation.ts";
import { createCallRun } from "./run-call.ts";
import type { Stage } from "./stage.ts";

/** What a client without parts of its own is made of. */
export interface RunnerOptions extends Omit<BaseOptions, "retry"> {
  /** The operations that can be called. */
  readonly catalog: Catalog;
  /** What stands around every call, outermost first. @default [] */
  readonly stages?: readonly Stage[] | undefined;
  /** Refuses calls before anything is sent. @default every call of an operation in the catalog is sent as it is */
  readonly check?: CheckCall | undefined;
  /** Tells which failures came before a request was sent, and so cost nothing. @default none counts as such */
  readonly judgeTransport?: JudgeTransport | undefined;
  /**
   * Reads replies of other makes of `fetch` and in other charsets, too. @default UTF-8; where there is no web stream `text()`
   * is read, without a bound but the header's
   */
  readonly replyReader?: ReplyReader | undefined;
  /** Reads when to come back after a refusal. @default `Retry-After` in seconds is read, dates are not */
  readonly readDelay?: ReadDelay | undefined;
  /** Lets the built-in `fetch` wait for longer than 300 s. @default Node's ends there, as a lost connection */
  readonly patience?: Patience | undefined;
  /** Is told of every attempt, retry, billed, latched or throttled call. @default nobody is */
  readonly emit?: Emit | undefined;
  /** Keeps headers of replies as `meta.headers`. @default none are kept */
  readonly headersKeeper?: KeepHeaders | undefined;
  /** Names the operation that was meant by one that is not in the catalog. @default none is looked for */
  readonly findNearest?: FindNearest | undefined;
  /** Puts what happened to a call into words. @default the bare facts */
  readonly explain?: Explain | undefined;
  /**
   * Takes the token out of what the vendor says, which may repeat it. @default its words are left out: the `requestId`
   * and `recordTime` of a call, and the `vendorMessage` of an error
   */
  readonly createRedactor?: CreateRedactor | undefined;
}

/** The untyped heart of every client. */
export interface Runner {
  /** Checks what was asked against the catalog; returns the error instead of throwing it. */
  readonly prepare: (operation: unknown, parameters: unknown, options?: CallOptions) => Call | AnyJustOneError;
  readonly run: (operation: unknown, parameters: unknown, options?: CallOptions) => Promise<Result<unknown>>;
  /** Goes on with what was prepared. */
  readonly start: (call: Call) => Promise<Result<unknown>>;
  /** Lets go of what was made for the client. */
  readonly close: () => void;
}

/**
 * Builds a runner whose requests go the way of `createWire`; `isUnsure` where nobody knows whether their successes are billed.
 *
 * @throws ConfigError when the options cannot work
 */
export function createRunner(given: RunnerOptions, createWire: CreateWire, isUnsure: boolean = false): Runner {
  const options = { ...given }; // read once, whatever becomes of the caller's
  const { emit = tellNobody, explain = nameProblem } = options;
  const baseUrl = checkOptions(options, explain);
  const { timeoutMs = 120_000 } = options;
  // Looked up for every request: what stands in for it in a test may come later than the client.
  const { fetch = (...request: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...request) } = options;
  const { init, mayResend, close } = findPlatform(
    options.fetch === undefined || options.fetch === globalThis.fetch,
    options.patience,
  );
  const run = createCallRun({
    wire: createWire({
      baseUrl,
      fetch,
      init,
      maxResponseBytes: options.maxResponseBytes ?? 64 * 1024 * 1024,
      judgeTransport: options.judgeTransport,
      replyReader: options.replyReader,
    }),
    timeoutMs,
    redact: createRedact(options.createRedactor),
    keepHeaders: options.headersKeeper,
    keepText: options.keepText === true ? 1e6 : Number(options.keepText ?? 0),
    isUnsure,
    stages: options.stages ?? [],
  });
  const shared: CallShared = { emit, explain, readDelay: options.readDelay, baseUrl, timeoutMs, mayResend };
  tokenReaders.set(shared, createTokenReader(options.token, explain));
  const entries = new Map<unknown, CatalogEntry>(options.catalog.map((entry) => [entry.operation, entry]));

  const prepare: Runner["prepare"] = (operation, parameters, callOptions?: Mutable<CallOptions>) => {
    const entry = entries.get(operation);
    const callId = createCallId();
    if (entry === undefined) {
      return refuseOperation(operation, explain, { ...options, callId, label: callOptions?.label });
    }
    // Copied before the check: what is checked is what is sent, whatever the caller's own tells or becomes.
    const isObject = typeof parameters === "object" && parameters !== null && !Array.isArray(parameters);
    const { context, ...callsOwn } = callOptions ?? noOptions; // nobody looks into the context
    const asked = {
      entry,
      parameters: isObject ? { ...parameters } : parameters,
      callId,
      options: typeof (callOptions ?? {}) === "object" ? callsOwn : (callOptions as object), // what callers without types may give
    };
    const error = options.check?.(asked);
    if (error !== undefined) return error;
    callsOwn.deadlineMs ??= options.deadlineMs;
    // Safe: what is no object has no members to send.
    return new Call(
      { entry, parameters: Object(asked.parameters) as object, options: callsOwn, context, callId },
      shared,
    );
  };

  return {
    prepare,
    start: run,
    close,
    run: (operation, parameters, callOptions) => {
      try {
        const call = prepare(operation, parameters, callOptions);
        return call instanceof Call ? run(call) : Promise.resolve({ ok: false, error: call, meta: call.meta });
      } catch (error) {
        return Promise.reject(error); // a getter of the caller's threw
      }
    },
  };
}

function tellNobody(): void {}

const noOptions: Mutable<CallOptions> = {};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Returns the URL that all paths are put behind. @throws ConfigError when the options cannot work */
function checkOptions(options: RunnerOptions, explain: Explain): string {
  if (options.allowBrowser !== true && isBrowserPage()) {
    throw new ConfigError(
      "everyone can read the token in a browser's page: call a server of your own, or set `allowBrowser: true`",
    );
  }
  return chooseBaseUrl(options, explain);
}
