import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 } from "@just-one/api/catalog";
import { createLeanClient } from "@just-one/core/lean";

// A page that makes one call with the lean client: what `size` weighs.

const client = createLeanClient({
  token: "marked-token-for-benchmarks",
  catalog: [getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1],
});
const { data } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  oAuthorId: "7048929565493690398",
});
document.title = JSON.stringify(data);
