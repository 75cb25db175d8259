// What a call would do and cost, before it is made.
// #region readme
import { createClient } from "@just-one/core";

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  prices: { [spreadInfo]: "0.30" }, // the vendor publishes none; these are yours
});

const { outcome, price, maxBilledRequests } = await client.estimate(spreadInfo, { oAuthorId: "6800000000000000001" });
console.log(`${outcome}: at most ${maxBilledRequests} billed request, ${price} each`); // nothing was sent

const list = [{ oAuthorId: "6800000000000000001" }, { oAuthorId: "6800000000000000002" }];
const estimates = await client.estimate(spreadInfo, list); // asks the ledger once, however long the list is
const { spentCalls, reservedCalls } = await client.sum({ day: "2026-11-24" });
console.log(`${estimates.length} looked at; ${spentCalls + reservedCalls} of that day are or may be billed`);
// #endregion
