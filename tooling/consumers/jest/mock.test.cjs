const { createClient } = require("@just-one/core");
const { assertBilled, startMockServer } = require("@just-one/testing");

test("CommonJS requires the packages, and the mock", async () => {
  await using server = await startMockServer();
  const client = createClient({ token: "any", baseUrl: server.url });
  assertBilled(
    await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", { oAuthorId: "1" }),
  );
});
