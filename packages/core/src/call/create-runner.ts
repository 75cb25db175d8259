import type { Catalog, CatalogEntry } from "@just-one/api";
import type { BaseOptions } from "../base-options.ts";
import type { CallOptions } from "../call-options.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { JustOneError } from "../errors/just-one-error.ts";
import { ValidationError } from "../errors/validation-error.ts";
import { createEmit } from "../events/create-emit.ts";
import { findRemoval } from "../parameters/find-removal.ts";
import { validateParameters } from "../parameters/validate-parameters.ts";
import type { Result } from "../result.ts";
import { createRetryBudget } from "../retry/retry-budget.ts";
import { keepTokenReader } from "../secrets/token-readers.ts";
import { createTokenReader, type TokenReader, TokenProblem, type TokenSource } from "../secrets/token-source.ts";
import { chooseBaseUrl } from "../wire/base-url.ts";
import { createWire } from "../wire/wire.ts";
import { Call, type CallShared, emptyMeta } from "./call.ts";
import { findOptionProblem } from "./check-options.ts";
import { isBrowserPage } from "./is-browser-page.ts";
import { type CallContext, createCallRun } from "./run-call.ts";
import type { Stage } from "./stage.ts";

export interface RunnerOptions extends BaseOptions {
  readonly catalog: Catalog;
  /** What stands around every call, outermost first. */
  readonly stages?: readonly Stage[] | undefined;
}

/** The untyped heart of every client. */
export interface Runner {
  /** Checks what was asked against the catalog; returns the error instead of throwing it. */
  readonly prepare: (operation: unknown, parameters: unknown, options?: CallOptions) => Call | JustOneError;
  readonly run: (operation: unknown, parameters: unknown, options?: CallOptions) => Promise<Result<unknown>>;
}

/** Builds a runner. @throws ConfigError when the options cannot work */
export function createRunner(options: RunnerOptions): Runner {
  const baseUrl = checkOptions(options);
  const run = createCallRun(createContext(options, baseUrl));
  const shared: CallShared = { emit: createEmit(options.onEvent), baseUrl };
  keepTokenReader(shared, readTokenSource(options.token));
  const entries = new Map<unknown, CatalogEntry>(options.catalog.map((entry) => [entry.operation, entry]));

  const prepare: Runner["prepare"] = (operation, parameters, callOptions) => {
    const entry = entries.get(operation);
    if (entry === undefined) return refuseOperation(operation);
    const problem = findRemoval(entry, parameters) ?? (callOptions && findOptionProblem(callOptions));
    if (problem !== undefined) return new ConfigError(problem, { meta: emptyMeta(entry.operation) });
    const issues = validateParameters(entry, parameters);
    if (issues.length > 0) return refuseParameters(entry, issues);
    const deadlineMs = callOptions?.deadlineMs ?? options.deadlineMs;
    // Safe: the validation above refuses everything but an object. Copied, because the caller may change its own while
    // the call waits.
    const asked = { entry, parameters: { ...(parameters as object) }, options: { ...callOptions, deadlineMs } };
    return new Call(asked, shared);
  };

  return {
    prepare,
    run: async (operation, parameters, callOptions) => {
      const call = prepare(operation, parameters, callOptions);
      return call instanceof Call ? run(call) : { ok: false, error: call, meta: call.meta };
    },
  };
}

/** Returns the URL that all paths are put behind. @throws ConfigError when the options cannot work */
function checkOptions(options: RunnerOptions): string {
  if (options.allowBrowser !== true && isBrowserPage()) {
    throw new ConfigError(
      "this is a browser's page, where everyone can read the token and spend the account's money: call a server of " +
        "your own that holds the token, or accept that with `allowBrowser: true`",
      { meta: emptyMeta("") },
    );
  }
  const base = chooseBaseUrl(options);
  if ("problem" in base) throw new ConfigError(base.problem, { meta: emptyMeta("") });
  const problem = findOptionProblem(options);
  if (problem !== undefined) throw new ConfigError(problem, { meta: emptyMeta("") });
  return base.baseUrl;
}

function createContext(options: RunnerOptions, baseUrl: string): CallContext {
  return {
    wire: createWire({
      baseUrl,
      fetch: options.fetch ?? globalThis.fetch,
      maxResponseBytes: options.maxResponseBytes ?? 64 * 1024 * 1024,
    }),
    timeoutMs: options.timeoutMs ?? 120_000,
    retry: options.retry ?? {},
    retryBudget: createRetryBudget(),
    stages: options.stages ?? [],
  };
}

function readTokenSource(source: TokenSource): TokenReader {
  try {
    return createTokenReader(source);
  } catch (error) {
    throw error instanceof TokenProblem ? new ConfigError(error.message, { meta: emptyMeta("") }) : error;
  }
}

function refuseOperation(operation: unknown): ConfigError {
  // Whoever passes a whole URL may pass the token with it.
  const name = typeof operation === "string" ? operation.replace(/[?#].*/s, "?…") : typeof operation;
  return new ConfigError(`"${name}" is not in this client's catalog; a key is "METHOD /path"`, {
    meta: emptyMeta(name),
  });
}

function refuseParameters(entry: CatalogEntry, issues: ReturnType<typeof validateParameters>): ValidationError {
  const told = issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
  return new ValidationError(`${entry.operation} was not sent: ${told}`, { meta: emptyMeta(entry.operation), issues });
}
