// A page shows paid data; the server behind it holds the token, checks what it is asked for, and counts.
// #region readme
import { createServer, type IncomingMessage } from "node:http";
import { createClient } from "@just-one/core";

const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  budget: { maxCalls: 200, window: "day" },
});
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

const page = `<!doctype html><title>Median plays</title><p id="plays">…</p><script type="module">
  const reply = await fetch("/plays/7048929565493690398", { method: "POST" });
  document.querySelector("#plays").textContent = (await reply.json()).text;
</script>`;

async function reply(request: IncomingMessage): Promise<{ status: number; type: string; body: string }> {
  if (request.method === "GET" && request.url === "/") return { status: 200, type: "text/html", body: page };
  const oAuthorId = /^\/plays\/(\d{1,20})$/.exec(request.url ?? "")?.[1];
  // A POST of this very page's: no link, image or other site can make the server pay.
  const isOurs = request.method === "POST" && request.headers["sec-fetch-site"] === "same-origin";
  if (oAuthorId === undefined || !isOurs) return { status: 404, type: "text/plain", body: "" };
  const result = await client.try(spreadInfo, { oAuthorId }, { label: "page" });
  const text = result.ok ? result.data.play_mid : result.error.message;
  return { status: result.ok ? 200 : 502, type: "application/json", body: JSON.stringify({ text }) };
}

const server = createServer((request, response) => {
  void reply(request).then(({ status, type, body }) =>
    response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body),
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) console.log(`http://127.0.0.1:${address.port}/`);
});
// #endregion
