import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { createClient } from "@just-one/core";
import { createPooledFetch } from "@just-one/core/node";
import { getGlobalDispatcher, MockAgent } from "undici";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const { hostname, port } = new URL(process.env.JUST_ONE_BASE_URL);
const before = getGlobalDispatcher();

// A proxy whose tunnels all end at the mock.
const asked = [];
const proxy = createServer();
proxy.on("connect", (request, socket) => {
  asked.push(request.url);
  const onward = connect(port, hostname, () => {
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    socket.pipe(onward).pipe(socket);
  });
  for (const each of [socket, onward]) each.on("error", () => undefined);
});
proxy.listen(0, "127.0.0.1");
await once(proxy, "listening");
const fetch = await createPooledFetch({ proxy: `http://127.0.0.1:${proxy.address().port}` });
const client = createClient({ token: "any", baseUrl: "http://vendor.invalid", allowInsecureHttp: true, fetch });
const { meta } = await client.call(operation, { oAuthorId: "1" });
assert.equal(meta.billing, "billed");
assert.deepEqual(asked, ["vendor.invalid:80"]);
await fetch.close();
proxy.close();
proxy.closeAllConnections();

// A caller's own dispatcher, such as the one of its tests.
const agent = new MockAgent();
agent.disableNetConnect();
agent
  .get("http://vendor.invalid")
  .intercept({ path: () => true })
  .reply(200, { code: 0, data: { play_mid: "7" } });
const mocked = await createPooledFetch({ dispatcher: agent });
const { data } = await createClient({
  token: "any",
  baseUrl: "http://vendor.invalid",
  allowInsecureHttp: true,
  fetch: mocked,
}).call(operation, { oAuthorId: "1" });
assert.equal(data.play_mid, "7");
assert.equal(getGlobalDispatcher(), before);
process.exit(); // tunnels stay open for a while
