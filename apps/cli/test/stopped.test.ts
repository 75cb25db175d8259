import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { environmentFor, runCli } from "./support/run-cli.ts";

// After the first Ctrl-C nothing new leaves: neither what waits to be sent again, nor what waits for its turn or its way.

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const ids = ["7001", "7002", "7003", "7004", "7005", "7006", "7007", "7008"];

async function startVendor(): Promise<FaultServer> {
  const server = await startFaultServer({ respond: () => ({ item_num: "9", play_mid: "100" }) });
  onTestFinished(() => server.close());
  return server;
}

test.each([
  ["301", "again in", ["spread", ...ids]],
  ["301", "again in", ["spread", "--full", ...ids.slice(0, 2)]],
  ["301", "again in", ["call", operation, "oAuthorId=7001"]],
  ["302", "again in", ["spread", ...ids]],
  ["302", "limited", ["spread", "--concurrency", "1", ...ids]],
  ["302", "limited", ["call", operation, "oAuthorId=7001"]],
])('after code %s, in what is told as "%s", nothing is sent any more: %j', async (code, word, args) => {
  const server = await startVendor();
  server.enqueue(Array.from({ length: 40 }, () => code)); // until it is stopped it fails
  const stop = new AbortController();
  let arrived = -1;
  const { exitCode, stderr } = await runCli([...args, "--verbose"], {
    environment: environmentFor(server),
    signal: stop.signal,
    onStderr: (text) => {
      if (!text.includes(word) || arrived !== -1) return;
      arrived = server.sumUp().arrived;
      stop.abort();
    },
  });
  expect(exitCode).toBe(130);
  expect(stderr).toMatch(/^just-one: .*interrupted/m);
  expect(stderr).not.toContain("may have been billed");
  // what had left at that moment may arrive a little later
  expect(server.sumUp().arrived).toBeLessThanOrEqual(4);
  expect(arrived).toBeGreaterThan(0);
});

test("what is refused at that moment is not sent again", async () => {
  const server = await startVendor();
  const stop = new AbortController();
  server.enqueue(["301"]);
  const { exitCode, stdout } = await runCli(["call", operation, "oAuthorId=7001", "--verbose"], {
    environment: environmentFor(server),
    signal: stop.signal,
    onStderr: (text) => {
      if (text.includes("200 code 301")) stop.abort(); // before it waits to be sent again
    },
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
  expect(server.sumUp()).toEqual({ arrived: 1, billed: 0 });
});

test.each(["spread", "call", "collect"])("what waits for a slow proxy then is not sent: %s", async (command) => {
  const server = await startVendor();
  const { promise: asked, resolve: noteAsked } = Promise.withResolvers<void>();
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const sockets: Duplex[] = [];
  const proxy = createServer().on("connect", (_request, socket) => {
    sockets.push(socket.on("error", () => undefined));
    noteAsked();
    void opened.then(() => {
      const { hostname, port } = new URL(server.url);
      const onward = connect(Number(port), hostname, () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        socket.pipe(onward).pipe(socket);
      });
      return sockets.push(onward.on("error", () => undefined));
    });
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  const { port } = proxy.address() as AddressInfo; // safe: a TCP server that listens has one
  vi.stubEnv("http_proxy", `http://127.0.0.1:${port}`); // read by the pool, which belongs to the process
  const folder = mkdtempSync(join(tmpdir(), "just-one-stopped-"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    for (const socket of sockets) socket.destroy();
    proxy.close();
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, "ids.txt"), ids.join("\n"));
  const lists = ["--inputs", join(folder, "ids.txt"), "--out", join(folder, "run"), "--max-calls", "8", "--yes"];
  const args = { spread: ["spread", ...ids], call: ["call", operation, "oAuthorId=7001"] }[command];
  const stop = new AbortController();
  const running = runCli([...(args ?? ["collect", operation, ...lists]), "--allow-insecure-http"], {
    environment: {
      ...environmentFor(server),
      JUST_ONE_BASE_URL: "http://vendor.invalid",
      http_proxy: `http://127.0.0.1:${port}`,
    },
    signal: stop.signal,
  });
  await asked;
  stop.abort();
  open();
  const { exitCode, stderr } = await running;
  expect(exitCode).toBe(130);
  expect(stderr).toMatch(/interrupted/);
  expect(stderr).not.toMatch(/may have been billed|[1-9] unknown/);
  expect(server.sumUp().arrived).toBe(0);
});
