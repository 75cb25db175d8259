// One client, and a child of it for each customer.
// #region readme
import { createClient } from "@just-one/core";

const client = createClient({ budget: { maxCalls: 1000, window: "day" } });
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

const child = client.with({ label: "customer-7", deadlineMs: 90_000, budget: { maxCalls: 20 } });
const { meta } = await child.call(spreadInfo, { oAuthorId: "6800000000000000001" });
console.log(meta.label, meta.callId !== undefined);

await client.close();
// #endregion
