import assert from "node:assert/strict";
import { createClient } from "@just-one/core";
import { assertBilled, startFaultServer } from "@just-one/testing";

const server = await startFaultServer();
server.enqueue(["cut-body", "0"]);
const client = createClient({ token: "any", baseUrl: server.url });
assertBilled(
  await client.try("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", { oAuthorId: "1" }),
  "unknown",
);
assertBilled(await client.try("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", { oAuthorId: "2" }));
assert.deepEqual(server.sumUp(), { arrived: 2, billed: 2 });
await server.close();
