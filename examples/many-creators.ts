// Many creators under a budget: every one has its own result, and nothing is sent past the limit.
// #region readme
import { createClient } from "@just-one/core";

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  prices: { [spreadInfo]: "0.30" },
  budget: { maxCost: "0.90", window: "day" },
});

const creators = ["6800000000000000001", "6800000000000000002", "6800000000000000003", "6800000000000000004"];
const inputs = creators.map((oAuthorId) => ({ oAuthorId, range: "DAY_90" as const }));
for await (const item of client.map(spreadInfo, inputs, { concurrency: 1 })) {
  const { oAuthorId } = item.parameters;
  console.log(item.ok ? `${oAuthorId}: ${item.data.play_mid} plays` : `${oAuthorId}: ${item.error.kind}`);
}
for (const row of await client.usage()) console.log(`${row.spentCalls} calls, ${row.spentCost} spent on ${row.day}`);
// #endregion
