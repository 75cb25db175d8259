// The face of openapi-fetch, for teams with its habits.
// #region readme
import { createClient } from "@just-one/core";
import { createOpenapiClient } from "@just-one/core/openapi-fetch";

const api = createOpenapiClient(
  createClient({ token: process.env["JUST_ONE_TOKEN"] ?? "", baseUrl: process.env["JUST_ONE_BASE_URL"] }),
);
const { data, error, response } = await api.GET("/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  params: { query: { oAuthorId: "6800000000000000001", range: "DAY_30" } },
  signal: AbortSignal.timeout(90_000),
});
if (error) console.error(`${error.kind}, ${error.billing}: ${error.message}`);
else console.log(`HTTP ${response.status}, median plays: ${data.play_mid}`);
// #endregion
