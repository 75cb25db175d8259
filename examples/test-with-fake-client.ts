// A client without a server, answered by a function.
// #region readme
import { ApiError } from "@just-one/core";
import { createFakeClient } from "@just-one/testing";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const usedUp = { operation, billing: "unbilled", attempts: [], cached: false } as const;
const client = createFakeClient({
  "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1": ({ oAuthorId }) =>
    oAuthorId === "1" ? { play_mid: "1200" } : new ApiError("used up", { meta: usedUp, code: 601 }),
});

const { data, meta } = await client.call(operation, { oAuthorId: "1" });
const refused = await client.try(operation, { oAuthorId: "2" });
console.log(data.play_mid, meta.billing, refused.error?.kind, client.calls.length); // 1200 billed api 2
// #endregion
