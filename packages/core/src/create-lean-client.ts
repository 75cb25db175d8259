import type { Catalog, CatalogEntry, Operations } from "@just-one/api";
import { Call, emptyMeta } from "./call/call.ts";
import { type CallContext, runCall } from "./call/run-call.ts";
import type { Stage } from "./call/stage.ts";
import type { CallOptions } from "./call-options.ts";
import type { ClientOptions } from "./client-options.ts";
import type { Client } from "./client.ts";
import { createEmit } from "./events/create-emit.ts";
import { ConfigError } from "./errors/config-error.ts";
import type { JustOneError } from "./errors/just-one-error.ts";
import { ValidationError } from "./errors/validation-error.ts";
import type { OperationMap } from "./operation-map.ts";
import { validateParameters } from "./parameters/validate-parameters.ts";
import type { Result } from "./result.ts";
import { createRetryBudget } from "./retry/retry-budget.ts";
import { createTokenReader, type TokenReader, TokenProblem, type TokenSource } from "./secrets/token-source.ts";
import { chooseBaseUrl } from "./wire/base-url.ts";
import { createWire } from "./wire/wire.ts";

export interface LeanClientOptions extends ClientOptions {
  /** The operations that can be called, and all that the bundle carries. */
  readonly catalog: Catalog;
  /** What stands around every call, outermost first. @default none */
  readonly stages?: readonly Stage[] | undefined;
}

/**
 * Makes a client that carries only what it is given: the catalog entries that are called, and no stages.
 *
 * @throws ConfigError when the options cannot work
 */
export function createLeanClient<Ops extends OperationMap = Operations>(options: LeanClientOptions): Client<Ops> {
  const context = createContext(options);
  const shared = { tokens: readTokenSource(options.token), emit: createEmit(options.onEvent) };
  const entries = new Map<unknown, CatalogEntry>(options.catalog.map((entry) => [entry.operation, entry]));
  const { deadlineMs } = options;

  const run = async (operation: unknown, parameters: unknown, callOptions?: CallOptions): Promise<Result<unknown>> => {
    const entry = entries.get(operation);
    if (entry === undefined) return refuse(unknownOperation(operation));
    const issues = validateParameters(entry, parameters);
    if (issues.length > 0) return refuse(invalidParameters(entry, issues));
    // Safe: the validation above refuses everything but an object.
    const call = new Call({ entry, parameters: parameters as object, options: { deadlineMs, ...callOptions } }, shared);
    return runCall(call, context);
  };

  const client = {
    call: async (operation: unknown, parameters: unknown, callOptions?: CallOptions): Promise<unknown> => {
      const result = await run(operation, parameters, callOptions);
      if (!result.ok) throw result.error;
      return { data: result.data, meta: result.meta };
    },
    try: run,
  };
  // Safe: `Ops` types what the catalog checks at run time; `data` is what the document says of the reply.
  return Object.freeze(client) as Client<Ops>;
}

function createContext(options: LeanClientOptions): CallContext {
  const base = chooseBaseUrl(options);
  if ("problem" in base) throw new ConfigError(base.problem, { meta: emptyMeta("") });
  return {
    wire: createWire({
      baseUrl: base.baseUrl,
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
    if (error instanceof TokenProblem) throw new ConfigError(error.message, { meta: emptyMeta("") });
    throw error;
  }
}

function refuse(error: JustOneError): Result<unknown> {
  return { ok: false, error, meta: error.meta };
}

function unknownOperation(operation: unknown): ConfigError {
  const name = typeof operation === "string" ? operation : typeof operation;
  return new ConfigError(`"${name}" is not in this client's catalog; a key is "METHOD /path"`, {
    meta: emptyMeta(name),
  });
}

function invalidParameters(entry: CatalogEntry, issues: ReturnType<typeof validateParameters>): ValidationError {
  const told = issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
  return new ValidationError(`${entry.operation} was not sent: ${told}`, { meta: emptyMeta(entry.operation), issues });
}
