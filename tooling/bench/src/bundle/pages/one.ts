import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 } from "@just-one/api/catalog";
import { createCatalogClient } from "@just-one/core";

// The page of `core.ts` with the one operation that it calls, whatever document is pulled: what `size` weighs.

const client = createCatalogClient({
  token: "marked-token-for-benchmarks",
  catalog: [getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1],
});
const { data } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  oAuthorId: "7048929565493690398",
});
document.title = JSON.stringify(data);
