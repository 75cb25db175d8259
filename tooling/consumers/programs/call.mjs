// What every bundler has to bring to run: the client, its parts, and what only Node has.
import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadInfo } from "@just-one/api/catalog";
import { createClient } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";
import { createFileCache, createPooledFetch } from "@just-one/core/node";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const options = { token: "any", baseUrl: process.env.JUST_ONE_BASE_URL };
const cache = createFileCache({ path: "bundled-cache" });
const fetch = await createPooledFetch();

const whole = await createClient({ ...options, fetch, cache: { store: cache, ttlMs: 1000 } }).try(operation, {
  oAuthorId: "1",
});
const lean = await createLeanClient({ ...options, catalog: [spreadInfo] }).try(operation, { oAuthorId: "2" });
cache.close();
await fetch.close();
if (!whole.ok || !lean.ok) throw new Error("a bundled client does not call", { cause: whole.error ?? lean.error });
