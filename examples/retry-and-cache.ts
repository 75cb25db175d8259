// What happens on the way: retries of what cost nothing, a cache for what was paid, and events that tell of both.
// #region readme
import { createClient } from "@just-one/core";

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const client = createClient({
  token: () => process.env["JUST_ONE_TOKEN"] ?? "", // asked before every attempt, so it may change
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  retry: { maxAttempts: 3, baseMs: 20 },
  cache: { ttlMs: 60_000 },
  onEvent: (event) => console.log(`event: ${event.type}`),
});

const parameters = { oAuthorId: "6800000000000000001" };
const first = await client.call(spreadInfo, parameters, { deadlineMs: 60_000, label: "example" });
const second = await client.call(spreadInfo, parameters);
console.log(`attempts: ${first.meta.attempts.length}, second from the cache: ${second.meta.cached}`);
// #endregion
