// A client for a bundle: it carries one operation and no stages but the one it asks for.
// #region readme
import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadInfo } from "@just-one/api/catalog";
import { createLatches, createLeanClient } from "@just-one/core/lean";

const client = createLeanClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  catalog: [spreadInfo],
  stages: [createLatches()],
});

const { meta } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  oAuthorId: "6800000000000000001",
});
console.log(meta.billing);
// #endregion
