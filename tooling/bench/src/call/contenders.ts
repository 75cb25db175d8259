import { createClient } from "@just-one/core";
import createOpenApiClient from "openapi-fetch";

/** Makes one call, about creator number `id`, and resolves to the reply's `data`. */
export type Caller = (id: number) => Promise<unknown>;

const path = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const range = "DAY_30";
const token = "marked-token-for-benchmarks";

/**
 * The same call, made the way each client's own documentation shows. Every call asks about another creator: identical
 * ones would share a request in core, and it would win without working.
 */
export function createContenders(baseUrl: string): Readonly<Record<"core" | "openapi-fetch" | "fetch", Caller>> {
  const core = createClient({ token, baseUrl, rateLimiter: { concurrency: 64 } });
  const openApiFetch = createOpenApiClient<Paths>({ baseUrl });
  return {
    core: async (id) => (await core.call(`GET ${path}`, { oAuthorId: `${id}`, range })).data,
    "openapi-fetch": async (id) => {
      const query = { token, oAuthorId: `${id}`, range } as const;
      const { data, error } = await openApiFetch.GET(path, { params: { query } });
      if (error !== undefined) throw new Error("openapi-fetch got an error");
      return data.data;
    },
    fetch: async (id) => {
      const query = new URLSearchParams({ token, oAuthorId: `${id}`, range });
      const response = await fetch(`${baseUrl}${path}?${query}`);
      // Safe: the benchmark's own server answers.
      return ((await response.json()) as Envelope).data;
    },
  };
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
