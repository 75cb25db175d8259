import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { createPooledFetch } from "@just-one/core/node";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { fetchSource } from "../src/catalog/fetch-source.ts";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";
import { serve, smallVendor } from "./support/small-vendor.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
// No name that a resolver knows: who gets there went by way of the proxy.
const elsewhere = "http://vendor.invalid";

/** A proxy whose tunnels all end at `target`, and who asked for which. */
async function startProxy(target: string): Promise<{ readonly url: string; readonly asked: (string | undefined)[] }> {
  const asked: (string | undefined)[] = [];
  const sockets: Duplex[] = []; // no server's any more, once they are tunnels
  const proxy = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(405).end();
  });
  proxy.on("connect", (request, socket) => {
    asked.push(request.url);
    const { hostname, port } = new URL(target);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    for (const each of [socket, onward]) each.on("error", () => undefined);
    sockets.push(socket, onward);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const { port } = proxy.address() as AddressInfo; // safe: a TCP server that listens has one
  return { url: `http://127.0.0.1:${port}`, asked };
}

/** Runs the command where these are set, and no other of their kind. */
function runBehind(variables: Readonly<Record<string, string>>, args: readonly string[]): Promise<Ran> {
  // the pool reads the process's own
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "ALL_PROXY"])
    for (const each of [name, name.toLowerCase()]) vi.stubEnv(each, variables[each]);
  onTestFinished(() => void vi.unstubAllEnvs());
  return runCli(args, { environment: { ...environmentFor({ url: elsewhere }), ...variables } });
}

test.each(["HTTP_PROXY", "http_proxy"])("a call goes through a tunnel of the proxy that %s names", async (name) => {
  await using server = await startFaultServer();
  const proxy = await startProxy(server.url);
  const args = ["call", operation, "oAuthorId=7001", "--allow-insecure-http"];
  const { exitCode, stdout } = await runBehind({ [name]: proxy.url }, args);
  expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { meta: { billing: "billed" } }]);
  expect(proxy.asked).toEqual(["vendor.invalid:80"]);
  expect(server.sumUp()).toEqual({ arrived: 1, billed: 1 });
});

test("NO_PROXY is heeded, as curl does", async () => {
  const proxy = await startProxy(elsewhere);
  const args = ["call", operation, "oAuthorId=7001", "--allow-insecure-http"];
  const { exitCode, stderr } = await runBehind({ HTTP_PROXY: proxy.url, NO_PROXY: "vendor.invalid" }, args);
  // the name leads nowhere without the proxy
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("nothing was sent")]);
  expect(proxy.asked).toEqual([]);
});

test("a collection goes through it", async () => {
  await using server = await startFaultServer();
  const proxy = await startProxy(server.url);
  const folder = mkdtempSync(join(tmpdir(), "just-one-proxy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "ids.txt"), "7001\n7002\n");
  const args = ["collect", operation, "--inputs", join(folder, "ids.txt"), "--out", join(folder, "run")];
  const limits = ["--max-calls", "2", "--yes", "--allow-insecure-http"];
  expect((await runBehind({ HTTP_PROXY: proxy.url }, [...args, ...limits])).exitCode).toBe(0);
  expect(new Set(proxy.asked)).toEqual(new Set(["vendor.invalid:80"]));
  expect(server.sumUp()).toEqual({ arrived: 2, billed: 2 });
});

test("catalog pull reads what comes that way, and refuses what it refuses without", async () => {
  const proxied = await createPooledFetch();
  const text = JSON.stringify(smallVendor());
  const { url } = await serve(({ url: path }, response) => {
    if (path === "/elsewhere") response.writeHead(302, { location: "/" });
    response.end(text);
  });
  const limits = { signal: new AbortController().signal, fetch: proxied };
  expect(await fetchSource(`${url}/`, limits)).toEqual({ source: `${url}/`, text });
  await expect(fetchSource(`${url}/elsewhere`, limits)).rejects.toThrow("redirects elsewhere");
  await expect(fetchSource(`${url}/`, { ...limits, maxBytes: 10 })).rejects.toThrow("more than the 10 bytes");
  await proxied.close();
});

test("catalog pull goes through it", async () => {
  const { url, heard } = await serve((_request, response) => response.end(JSON.stringify(smallVendor())));
  const proxy = await startProxy(url);
  const args = ["catalog", "pull", "--from", "https://vendor.invalid/openapi.json"];
  const { exitCode, stderr } = await runBehind({ HTTPS_PROXY: proxy.url }, args);
  // what answers is no TLS server: that far it came
  expect(exitCode).toBe(1);
  expect(stderr).toContain("https://vendor.invalid/openapi.json cannot be read");
  expect(proxy.asked).toEqual(["vendor.invalid:443"]);
  expect(heard).toEqual([]);
});
