import { AsyncLocalStorage } from "node:async_hooks";
import { catalog as wholeCatalog } from "@just-one/api/catalog";
import {
  type AnyJustOneError,
  type Balance,
  type CallOptions,
  type Client,
  type ClientOptions,
  ConfigError,
  createClient,
  JustOneError,
  type OperationMap,
  type Operations,
  type Stage,
} from "@just-one/core";
import { findNearest } from "@just-one/options/find-nearest";

/** What a fake client answers, by operation: `data` for a success, or an error. */
export type FakeAnswers<Ops extends OperationMap<Ops> = Operations> = {
  readonly [K in keyof Ops]?: (parameters: Ops[K]["params"]) => FakeAnswer<Ops[K]["data"]>;
} & {
  /** To `client.balance()`. */
  readonly "GET /user/get-balance"?: () => FakeAnswer<Balance>;
};

/** What one of the functions returns. */
export type FakeAnswer<T> = T | AnyJustOneError | Promise<T | AnyJustOneError>;

/** A call that a fake client got. */
export type FakeCall<Ops extends OperationMap<Ops> = Operations> = {
  readonly [K in keyof Ops]: {
    /** `"METHOD /path"`. */
    readonly operation: K;
    /** As they were checked; a copy. */
    readonly params: Ops[K]["params"];
    /** The call's own. */
    readonly options: CallOptions;
  };
}[keyof Ops];

/** A client that reaches nothing, and knows what it was called for. */
export interface FakeClient<Ops extends OperationMap<Ops> = Operations> extends Client<Ops> {
  /** Every call that was valid, oldest first; pages and items of a map, too. */
  readonly calls: readonly FakeCall<Ops>[];
}

/** How a fake client behaves, as a real one does; nothing is tried again, limited or shared unless it is said here. */
export type FakeClientOptions = Omit<ClientOptions, "token" | "environment" | "baseUrl" | "fetch" | "middleware">;

/**
 * Creates a client whose calls are answered by functions of yours. All else is the real client: it checks parameters,
 * pages, maps, counts usage, and tells `meta`, where a success is billed. `data` comes back as the function returned it,
 * and an error, returned or thrown, as it is.
 *
 * @throws ConfigError for an answer to an operation that the catalog does not have, with the nearest that it has; a call of
 * an operation without an answer fails with such an error
 * @example
 * ```ts
 * const client = createFakeClient({ [spreadInfo]: ({ oAuthorId }) => ({ play_mid: oAuthorId }) });
 * const { data, meta } = await client.call(spreadInfo, { oAuthorId: "1" });
 * console.log(data.play_mid, meta.billing, client.calls.length); // 1 billed 1
 * ```
 */
export function createFakeClient<Ops extends OperationMap<Ops> = Operations>(
  answers: FakeAnswers<NoInfer<Ops>>, // or `Ops` would be what the functions return
  options: FakeClientOptions = {},
): FakeClient<Ops> {
  const known = (options.catalog ?? wholeCatalog).map(({ operation }) => operation).concat("GET /user/get-balance");
  const own = readAnswers(answers, known);
  const calls: FakeCall<Ops>[] = [];
  const requests = new AsyncLocalStorage<{ readonly requestId: string; readonly data: unknown }>();
  const stage: Stage = {
    aroundCall: async (call, next) => {
      const { operation } = call.entry;
      const { parameters: params } = call;
      // Safe: the catalog, which types speak of, has the operation, and its parameters have been checked.
      calls.push({ operation, params, options: call.options } as unknown as FakeCall<Ops>);
      const answer = own.get(operation);
      const given = answer === undefined ? refuse(operation, [...own.keys()], call.meta()) : await ask(answer, params);
      if (JustOneError.is(given)) return { ok: false, error: given, meta: given.meta };
      const result = await requests.run({ requestId: `fake-${calls.length}`, data: given }, next);
      return result.ok ? { ...result, data: given } : result;
    },
  };
  const client = createClient<Ops>({
    retry: false,
    rateLimiter: false,
    twins: false,
    allowBrowser: true, // where a test has a DOM: nothing here is a secret
    ...options,
    token: "fake",
    baseUrl: "http://127.0.0.1",
    stages: [...(options.stages ?? []), stage],
    fetch: () => Promise.resolve(new Response(writeEnvelope(requests.getStore()))),
  });
  return Object.assign(client, { calls });
}

/** @throws ConfigError for what can never be called */
function readAnswers(answers: object, known: readonly string[]): Map<string, (params: object) => unknown> {
  const own = new Map<string, (params: object) => unknown>();
  for (const [operation, answer] of Object.entries(answers) as [string, unknown][]) {
    if (answer === undefined) continue;
    if (!known.includes(operation)) {
      throw new ConfigError(`createFakeClient: "${operation}" is not in the catalog${suggest(operation, known)}`);
    }
    if (typeof answer !== "function") {
      throw new ConfigError(
        `createFakeClient: the answer to "${operation}" must be a function that returns \`data\` or an error`,
      );
    }
    // Safe: it is called with the parameters of its operation, which were checked.
    own.set(operation, answer as (params: object) => unknown);
  }
  return own;
}

/** Resolves to `data` or an error of the family; whatever else is thrown, or is an error, is a fault in the test, and stays one. */
async function ask(answer: (params: object) => unknown, params: object): Promise<unknown> {
  try {
    const given = await answer(params);
    if (given instanceof Error) throw given; // no reply has one for its data
    return given;
  } catch (error) {
    if (JustOneError.is(error)) return error;
    throw error;
  }
}

/** What the client's own parts see of an answer, as the check of replies; what JSON cannot hold, they do not. */
function writeEnvelope(members: { readonly data: unknown } | undefined): string {
  try {
    return JSON.stringify({ code: 0, ...members }, writeBigints);
  } catch {
    return JSON.stringify({ code: 0, ...members, data: null });
  }
}

function writeBigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function refuse(operation: string, answered: readonly string[], meta: AnyJustOneError["meta"]): ConfigError {
  return new ConfigError(`createFakeClient was given no answer to "${operation}"${suggest(operation, answered)}`, {
    meta,
  });
}

function suggest(operation: string, names: readonly string[]): string {
  const nearest = findNearest(operation, names);
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}
