// A stage of one's own that knows which row of a list each call is for, and keeps what was paid for under a stable key.
// #region readme
import { createClient, type Stage, toRequestKey } from "@just-one/core";

const paidByRow = new Map<unknown, string>();
const noteRow: Stage = {
  aroundCall: async (call, next) => {
    const result = await next();
    paidByRow.set(call.context, result.meta.billing); // `context` reaches stages only: no event, error or result has it
    return result;
  },
};
const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  stages: [noteRow],
});

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const parameters = { range: "DAY_90", oAuthorId: "6800000000000000001" } as const;
await client.call(spreadInfo, parameters, { context: "row 17" });
console.log(`row 17: ${paidByRow.get("row 17")}`);
console.log(toRequestKey(spreadInfo, parameters)); // the same in every release: fit for a table of yours
// #endregion
