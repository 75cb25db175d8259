import assert from "node:assert/strict";
import { createClient } from "@just-one/core";
import { startFaultServer, startMockServer } from "@just-one/testing";

async function main(): Promise<void> {
  for (const start of [startMockServer, startFaultServer]) {
    const server = await start();
    const client = createClient({ token: "any", baseUrl: server.url });
    const { meta } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
      oAuthorId: "1",
    });
    assert.equal(meta.billing, "billed");
    await server.close();
  }
}

void main();
