import assert from "node:assert/strict";
import { createClient } from "@just-one/core";
import { startMockServer } from "@just-one/testing";

const server = await startMockServer();
const client = createClient({ token: "any", baseUrl: server.url });
const { data } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  oAuthorId: "1",
});
assert.equal(typeof data.play_mid, "string");
assert.equal(server.requests.length, 1);
await server.close();
