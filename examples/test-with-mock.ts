// A test of your own code: the mock stands in for the vendor, and fails when told to.
// #region readme
import { createClient } from "@just-one/core";
import { startMockServer } from "@just-one/testing";

const server = await startMockServer();
const client = createClient({ token: "any", baseUrl: server.url, retry: { baseMs: 10 } });

server.enqueue(["301", "301", "0"]); // for the next requests, one each; then everything succeeds again
const { meta } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  oAuthorId: "7048929565493690398",
});
console.log(meta.attempts.length, server.requests.length); // 3 3

await server.close();
// #endregion
