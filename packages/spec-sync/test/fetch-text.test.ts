import type { RequestListener } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { fetchText } from "../src/pull/fetch-text.ts";
import { serve } from "./support/serve.ts";

const patient = { waitMs: 0, timeoutMs: 60_000 };

test("a text comes with the server's marks of it, and 304 with them means unchanged", async () => {
  const origin = await serve((request, response) => {
    if (request.headers["if-none-match"] === '"v1"' && request.headers["if-modified-since"] === "yesterday") {
      return response.writeHead(304).end();
    }
    return response.writeHead(200, { etag: '"v1"', "last-modified": "yesterday" }).end("text");
  });
  const validators = { etag: '"v1"', lastModified: "yesterday" };
  expect(await fetchText(origin, patient)).toEqual({ text: "text", validators });
  expect(await fetchText(origin, { ...patient, known: validators })).toBe("unchanged");
});

test("a packed text is unpacked", async () => {
  const origin = await serve((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("unpacked"));
  });
  expect(await fetchText(origin, patient)).toEqual({ text: "unpacked", validators: {} });
});

test("a redirect within the host is followed", async () => {
  const origin = await serve((request, response) => {
    if (request.url === "/new") response.end("text");
    else response.writeHead(308, { location: "/new" }).end();
  });
  expect(await fetchText(`${origin}/old`, patient)).toMatchObject({ text: "text" });
});

test("another host is never asked, wherever a redirect points", async () => {
  let asked = 0;
  const other = await serve((_request, response) => {
    asked += 1;
    response.end("not yours");
  });
  const origin = await serve((_request, response) => response.writeHead(302, { location: `${other}/x?key=1` }).end());
  await expect(fetchText(origin, patient)).rejects.toThrow(/redirected to http:\/\/127\.0\.0\.1:\d+, another host/u);
  expect(asked).toBe(0);
});

test("a failure that may pass is tried again, three times in all", async () => {
  let asked = 0;
  const origin = await serve((_request, response) => {
    asked += 1;
    if (asked === 1) response.writeHead(503).end();
    else if (asked === 2) response.destroy();
    else response.end("text");
  });
  expect(await fetchText(origin, patient)).toMatchObject({ text: "text" });
  expect(asked).toBe(3);
});

const hang: RequestListener = (_request, response) => void response.write("{");

test.each<[string, RequestListener, RegExp, number | undefined]>([
  ["an error of the server", (_, response) => response.writeHead(500).end(), /answered 500; tried 3 times/u, 3],
  ["a reset", (_, response) => response.destroy(), /cannot be fetched \(UND_ERR_SOCKET\); tried 3 times/u, 3],
  [
    "a cut body",
    (_, response) => void response.writeHead(200, { "content-length": 99 }).write("{", () => response.destroy()),
    /cannot be fetched \(UND_ERR_SOCKET\); tried 3 times/u,
    3,
  ],
  ["a body without end", hang, /not there whole within 0\.3 s; tried 3 times/u, undefined], // how many have arrived by then is the machine's affair
  ["a missing page", (_, response) => response.writeHead(404).end(), /answered 404; check the address/u, 1],
  ["too many bytes", (_, response) => response.end("x".repeat(2_001)), /more than the 2000 bytes allowed/u, 1],
  [
    "a few bytes that unpack to too many",
    (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(1_000_000))),
    /more than the 2000 bytes allowed/u,
    1,
  ],
  ["bytes that are no text", (_, response) => response.end(Buffer.from([0x7b, 0xff])), /not UTF-8/u, 1],
  ["redirects in a circle", (_, response) => response.writeHead(302, { location: "/" }).end(), /more than 5 times/u, 6],
])("%s is told, with the address and without its query", async (_name, listener, message, requests) => {
  let asked = 0;
  const origin = await serve((request, response) => {
    asked += 1;
    listener(request, response);
  });
  const timeoutMs = listener === hang ? 300 : 60_000;
  const fetching = fetchText(`${origin}/?key=marked-token-for-tests`, { waitMs: 0, timeoutMs, maxSize: 2_000 });
  const error: unknown = await fetching.catch((reason: unknown) => reason);
  expect(error).toHaveProperty("message", expect.stringMatching(message));
  expect(String(error)).toContain(origin);
  expect(String(error)).not.toContain("marked-token");
  expect([asked, undefined]).toContain(requests);
});

test.each([
  ["http://docs.example/openapi.json", /only https is fetched/u],
  ["ftp://docs.example/openapi.json", /only https is fetched/u],
  ["https://name:secret@docs.example/openapi.json", /credentials do not belong in a URL/u],
  ["https://", /not a valid URL/u],
])("%s is refused unfetched", async (address, message) => {
  await expect(fetchText(address, patient)).rejects.toThrow(message);
});

test("the usual variables name a proxy", async () => {
  const tunnels: string[] = [];
  const origin = await serve((_request, response) => response.end("through the tunnel"));
  const proxy = await serve(
    () => undefined,
    (request, client) => {
      tunnels.push(request.url ?? "");
      const { hostname, port } = new URL(origin);
      const upstream = connect(Number(port), hostname, () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(client).pipe(upstream);
      });
    },
  );
  const module = fileURLToPath(new URL("../src/pull/fetch-text.ts", import.meta.url));
  const program = `import { fetchText } from ${JSON.stringify(module)}; console.log((await fetchText("${origin}/a")).text);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@just-one/source", "--input-type=module", "--eval", program],
    { env: { PATH: process.env["PATH"], HTTP_PROXY: proxy, http_proxy: proxy } },
  );
  expect(stdout).toBe("through the tunnel\n");
  expect(tunnels).toEqual([new URL(origin).host]);
});
