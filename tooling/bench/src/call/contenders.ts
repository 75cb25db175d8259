import { catalog } from "@just-one/api/catalog";
import { type Client, createClient } from "@just-one/core";
import { checkCall, createLeanClient, explainProblem, judgeTransportFailure } from "@just-one/core/lean";
import { createPooledFetch } from "@just-one/core/node";
import createOpenApiClient from "openapi-fetch";
import { request } from "undici";
import { createDefaultParts } from "./default-parts.ts";

/** Makes one call, about creator number `id`, and resolves to the reply's `data`. */
export type Caller = (id: number) => Promise<unknown>;

/**
 * Those who take turns; `core` has its defaults, "not wrapped" all of them but openapi-fetch, `lean` what sends one call once, `everything` all options on, `pooled`
 * the transport of `core/node`.
 */
export const contenders = [
  "core",
  "core, not wrapped",
  "lean",
  "everything",
  "pooled",
  "openapi-fetch",
  "openapi-fetch, time limit",
  "fetch",
  "undici.request",
] as const;
export type Contender = (typeof contenders)[number];

const path = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const range = "DAY_30";
const token = "marked-token-for-benchmarks";

/**
 * The same call, made the way each client's own documentation shows. Every call asks about another creator: identical
 * ones would share a request in core, and it would win without working.
 */
export async function createContender(name: Contender, baseUrl: string): Promise<Caller> {
  const options = { token, baseUrl, rateLimiter: { concurrency: 64 } };
  const buildUrl = (id: number): string =>
    `${baseUrl}${path}?${new URLSearchParams({ token, oAuthorId: `${id}`, range })}`;
  switch (name) {
    case "core":
      return createCaller(createClient(options));
    case "core, not wrapped":
      return createCaller(createLeanClient({ token, baseUrl, catalog, ...createDefaultParts(options.rateLimiter) }));
    case "lean": {
      const parts = { check: checkCall, explain: explainProblem, judgeTransport: judgeTransportFailure };
      return createCaller(createLeanClient({ token, baseUrl, catalog, ...parts }));
    }
    case "everything":
      return createCaller(
        createClient({
          ...options,
          budget: { maxCalls: 1e9, maxCost: "1000000000" },
          prices: () => "0.15",
          cache: { ttlMs: 60_000 },
          onEvent: () => {},
        }),
      );
    case "pooled":
      return createCaller(createClient({ ...options, fetch: await createPooledFetch() }));
    case "openapi-fetch":
      return createOpenApiCaller(baseUrl, () => ({}));
    case "openapi-fetch, time limit":
      return createOpenApiCaller(baseUrl, () => ({ signal: AbortSignal.timeout(120_000) })); // core's own default
    case "fetch":
      // Safe, here and below: the benchmark's own server answers.
      return async (id) => ((await (await fetch(buildUrl(id))).json()) as Envelope).data;
    case "undici.request":
      return async (id) => ((await (await request(buildUrl(id))).body.json()) as Envelope).data;
  }
}

function createOpenApiCaller(baseUrl: string, limit: () => { readonly signal?: AbortSignal }): Caller {
  const client = createOpenApiClient<Paths>({ baseUrl });
  return async (id) => {
    const query = { token, oAuthorId: `${id}`, range } as const;
    const { data, error } = await client.GET(path, { params: { query }, ...limit() });
    if (error !== undefined) throw new Error("openapi-fetch got an error");
    return data.data;
  };
}

function createCaller(client: Pick<Client, "call">): Caller {
  return async (id) => (await client.call(`GET ${path}`, { oAuthorId: `${id}`, range })).data;
}

interface Envelope {
  readonly code: number;
  readonly data: unknown;
}

/** What openapi-typescript would generate. */
interface Paths {
  [path]: {
    get: {
      parameters: { query: { token: string; oAuthorId: string; range?: "DAY_30" | "DAY_90" } };
      responses: Record<200 | 401, { content: { "application/json": Envelope } }>;
    };
  };
}
