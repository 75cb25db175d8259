// Several budgets at once: everybody's day, a team's, and the last ten minutes of all agents.
// #region readme
import { BudgetError, createClient } from "@just-one/core";

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  prices: { [spreadInfo]: "0.30" },
  budget: [
    { name: "everybody's", maxCost: "30.00", window: "day" },
    { name: "the newsletter's", label: "newsletter", maxCalls: 2, window: "day" },
    { name: "the agents'", label: { prefix: "agents/" }, maxCalls: 20, window: { lastMs: 600_000 } },
  ],
});

for (const oAuthorId of ["6800000000000000001", "6800000000000000002", "6800000000000000003"]) {
  const result = await client.try(spreadInfo, { oAuthorId }, { label: "newsletter" });
  if (result.ok) console.log(`${oAuthorId}: ${result.meta.billing}`);
  else if (result.error instanceof BudgetError) console.log(`${oAuthorId}: beyond ${result.error.scope.name}`);
}
const lastHour = await client.usage({ since: new Date(Date.now() - 3_600_000), label: "newsletter" });
console.log(`${lastHour[0]?.spentCalls} calls, ${lastHour[0]?.spentCost} spent`);
// #endregion
