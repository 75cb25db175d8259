import { createClient } from "@just-one/core";

// A page that makes one call with the default client: what `size` weighs.

const client = createClient({ token: "marked-token-for-benchmarks" });
const { data } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  oAuthorId: "7048929565493690398",
});
document.title = JSON.stringify(data);
