import { createClient } from "@just-one/core";
import { startFaultServer, toBeBilled, toFailWithCode } from "@just-one/testing";

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
expect.extend({ toBeBilled, toFailWithCode });

test("an empty balance ends it, for nothing", async () => {
  await using server = await startFaultServer(); // closed at the end, however the test ends
  server.enqueue(["601"]);
  const client = createClient({ token: "any", baseUrl: server.url });
  const call = client.call(spreadInfo, { oAuthorId: "1" });
  await expect(call).rejects.toFailWithCode(601);
  await expect(call).rejects.toBeBilled("unbilled");
});
