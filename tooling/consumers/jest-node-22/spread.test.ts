import { createClient } from "@just-one/core";
import { startFaultServer, toBeBilled } from "@just-one/testing";

expect.extend({ toBeBilled });

test("a lost request is not sent again", async () => {
  await using server = await startFaultServer();
  server.enqueue(["cut-body", "0"]);
  const client = createClient({ token: "any", baseUrl: server.url });
  expect(
    await client.try("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", { oAuthorId: "1" }),
  ).toBeBilled("unknown");
  expect(server.sumUp()).toEqual({ arrived: 1, billed: 1 });
});
