// One call, typed end to end. JUST_ONE_BASE_URL, when set, points it at a mock.
// #region readme
import { ApiError, createClient } from "@just-one/core";

const client = createClient(); // token and server of JUST_ONE_TOKEN and JUST_ONE_BASE_URL
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

const result = await client.try(spreadInfo, { oAuthorId: "7048929565493690398", range: "DAY_30" });
if (result.ok) console.log(`median plays: ${result.data.play_mid}, billed: ${result.meta.billing}`);
else if (ApiError.is(result.error, 601, 602)) console.error("top the account up:", result.error.message);
else throw result.error; // its `billing` says whether it was paid for: "unbilled" or "unknown"
// #endregion
