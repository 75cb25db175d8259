// The client on Bun, where the built-in `fetch` is told to keep no connection.
// #region readme
import { createClient } from "@just-one/core";

const client = createClient(); // token and server of JUST_ONE_TOKEN and JUST_ONE_BASE_URL

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const result = await client.try(spreadInfo, { oAuthorId: "7048929565493690398" });
console.log(result.ok ? `median plays: ${result.data.play_mid}` : result.error.message);
// #endregion
