import type { Operations } from "@just-one/api";
import type { CallOptions } from "../call-options.ts";
import type { Client, LeanClient } from "../client.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import type { OperationMap, OperationTypes } from "../operation-map.ts";
import type { Result } from "../result.ts";

/** The paths of all operations of a method. */
export type OpenapiPath<Ops, Method extends string> = keyof Ops extends infer K
  ? K extends `${Method} ${infer Path}`
    ? Path
    : never
  : never;

/** Where openapi-fetch has parameters: those in braces in the path, and the others in the query. */
export type OpenapiParams<Path extends string, Params> = Path extends `${string}{${string}`
  ? {
      readonly path: Pick<Params, OpenapiPathNames<Path> & keyof Params>;
      readonly query?: Omit<Params, OpenapiPathNames<Path>>;
    }
  : { readonly query: Params };

/** The names that a path has in braces. */
export type OpenapiPathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | OpenapiPathNames<Rest>
  : never;

/** What a call resolves to; it never throws for a failure of the call. */
export type OpenapiResult<T> =
  | { readonly data: T; readonly error?: undefined; readonly response: OpenapiResponse }
  | { readonly data?: undefined; readonly error: AnyJustOneError; readonly response: OpenapiResponse };

/** What is left of the reply. */
export interface OpenapiResponse {
  /** The last reply's; 0 where none came, and 200 where the client answered without one. */
  readonly status: number;
  /** Those that the client was told to keep; mostly none. */
  readonly headers: Headers;
}

/** What else a call can be told. */
export interface OpenapiOptions extends Omit<CallOptions, "signal"> {
  /** Ends the call at once; `null` is none, as for `fetch`. */
  readonly signal?: AbortSignal | null | undefined;
}

/** GET operations have their parameters in the query. */
export type OpenapiGetInit<Path extends string, Params> = OpenapiOptions &
  (object extends Params
    ? { readonly params?: OpenapiParams<Path, Params> }
    : { readonly params: OpenapiParams<Path, Params> });

/** POST operations take them as a form, or in the query: it is all the same here. */
export type OpenapiPostInit<Path extends string, Params> =
  | (OpenapiOptions & { readonly body: Params; readonly params?: undefined })
  | (OpenapiGetInit<Path, Params> & { readonly body?: undefined });

/** A client that is called as openapi-fetch's is. */
export interface OpenapiClient<Ops extends OperationMap<Ops> = Operations> {
  /** Calls a GET operation. */
  GET<Path extends OpenapiPath<Ops, "GET">>(
    path: Path,
    ...init: OpenapiArguments<OpenapiGetInit<Path, OpenapiOperation<Ops, "GET", Path>["params"]>>
  ): Promise<OpenapiResult<OpenapiOperation<Ops, "GET", Path>["data"]>>;
  /** Calls a POST operation. */
  POST<Path extends OpenapiPath<Ops, "POST">>(
    path: Path,
    ...init: OpenapiArguments<OpenapiPostInit<Path, OpenapiOperation<Ops, "POST", Path>["params"]>>
  ): Promise<OpenapiResult<OpenapiOperation<Ops, "POST", Path>["data"]>>;
}

/**
 * The type that openapi-fetch's own generics need: what openapi-typescript would make of operations whose reply is the
 * envelope's `data`. For a few of them, as `Pick<Operations, …>`: those generics give up at 332.
 */
export type OpenapiPaths<Ops extends OperationMap<Ops>> = {
  [Path in OpenapiPath<Ops, "GET">]: {
    get: {
      parameters: OpenapiParams<Path, OpenapiOperation<Ops, "GET", Path>["params"]>;
      responses: OpenapiReplies<OpenapiOperation<Ops, "GET", Path>>;
    };
  };
} & {
  [Path in OpenapiPath<Ops, "POST">]: {
    post: {
      parameters: object;
      requestBody: { content: { "application/x-www-form-urlencoded": OpenapiOperation<Ops, "POST", Path>["params"] } };
      responses: OpenapiReplies<OpenapiOperation<Ops, "POST", Path>>;
    };
  };
};

/** The replies of an operation in `OpenapiPaths`. */
export interface OpenapiReplies<Operation extends OperationTypes> {
  /** With code 0. */
  readonly 200: { content: { "application/json": Operation["data"] } };
  /** All else. */
  readonly default: { content: { "application/json": AnyJustOneError } };
}

/** The types of one operation, by its method and path. */
export type OpenapiOperation<
  Ops extends OperationMap<Ops>,
  Method extends string,
  Path extends string,
> = Ops[`${Method} ${Path}` & keyof Ops];

/** What stands behind the path: may be left out where nothing in it is required. */
export type OpenapiArguments<Own> = object extends Own ? [init?: Own] : [init: Own];

/**
 * Gives a client the face of openapi-fetch's: `api.GET(path, { params: { query } })` resolves to `{ data, error, response }`.
 * `data` is the envelope's, and every other code than 0 is an `error`, whatever the HTTP status. What else a call of the
 * client takes stands beside `params`: `signal`, `deadlineMs`, `label`. All goes through the client that is given.
 *
 * @example
 * ```ts
 * const api = createOpenapiClient(createClient({ token: process.env["JUST_ONE_TOKEN"] ?? "" }));
 * const path = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
 * const { data, error } = await api.GET(path, { params: { query: { oAuthorId: "7048929565493690398" } } });
 * console.log(error?.message ?? data?.play_mid);
 * ```
 */
export function createOpenapiClient<Ops extends OperationMap<Ops> = Operations>(
  client: Client<Ops> | LeanClient<Ops>,
): OpenapiClient<Ops> {
  // Safe: `Ops` types what the client's catalog checks at run time.
  const untyped = client as unknown as { try(...asked: [operation: string, parameters: object, CallOptions]): Asked };
  const createMethod =
    (method: string) =>
    async (path: string, init: AnyInit = {}): Promise<OpenapiResult<unknown>> => {
      const { params, body, signal, ...options } = init;
      const { path: inPath, query, ...elsewhere } = params ?? {}; // nothing is anywhere else, and the client says so
      const parameters = { ...elsewhere, ...inPath, ...toMembers(query), ...toMembers(body) };
      return toOpenapiResult(
        await untyped.try(`${method} ${path}`, parameters, signal ? { ...options, signal } : options),
      );
    };
  return { GET: createMethod("GET"), POST: createMethod("POST") };
}

/** Of a form's or a query's own class, too, which has none: as callers without types may give it. */
function toMembers(given: object | undefined): object | undefined {
  if (!(given instanceof URLSearchParams || given instanceof FormData)) return given;
  const lists = Map.groupBy(given, ([name]) => name);
  return Object.fromEntries(
    Array.from(lists, ([name, pairs]) => [name, pairs.length > 1 ? pairs.map(([, value]) => value) : pairs[0]?.[1]]),
  );
}

type Asked = Promise<Result<unknown>>;

interface AnyInit extends OpenapiOptions {
  readonly params?: { readonly path?: object; readonly query?: object } | undefined;
  readonly body?: object | undefined;
}

function toOpenapiResult(result: Result<unknown>): OpenapiResult<unknown> {
  const response = { status: result.meta.httpStatus ?? (result.ok ? 200 : 0), headers: toHeaders(result.meta.headers) };
  return result.ok ? { data: result.data, response } : { error: result.error, response };
}

function toHeaders(kept: Readonly<Record<string, string>> = {}): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(kept)) {
    try {
      headers.set(name, value);
    } catch {
      // Only a stub's can hold what no header can, and no header is worth a paid reply.
    }
  }
  return headers;
}
