import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 } from "@just-one/api/catalog";
import {
  createAdaptiveLimiter,
  createBudgetStage,
  createCacheStage,
  createLeanClient,
  createLimiterStage,
  createCountingLedger,
  createRetryStage,
} from "@just-one/core/lean";

// A page that makes one call with retries, cache, budget, ledger, limiter and events on: what `size` weighs.

const client = createLeanClient({
  token: "marked-token-for-benchmarks",
  catalog: [getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1],
  emit: ({ entry }, event) => console.log(entry.operation, event),
  stages: [
    createRetryStage(),
    createCacheStage({ ttlMs: 60_000 }),
    createBudgetStage({
      budget: { maxCalls: 100, maxCost: "10" },
      prices: () => "0.15",
      ledger: createCountingLedger(),
    }),
    createLimiterStage(createAdaptiveLimiter()),
  ],
});
const { data } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  oAuthorId: "7048929565493690398",
});
document.title = JSON.stringify(data);
