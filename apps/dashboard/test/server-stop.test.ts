import { createMemoryLedger } from "@just-one/core";
import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import { spreadOperation } from "../src/shared/protocol.ts";
import { openRawConnection, type RawConnection } from "./support/raw-connection.ts";
import { send } from "./support/send.ts";
import { type Dashboard, startDashboard } from "./support/start-dashboard.ts";

const ask = (oAuthorId: string): object => ({ operation: spreadOperation, parameters: { oAuthorId } });

/** The head of a call that the page would send, with its cookie. */
function writeHead({ url, entrance }: Dashboard, length: number): string {
  const { host, port, origin } = new URL(url);
  const cookie = `just-one-dashboard-${port}=${new URL(entrance).searchParams.get("key")}`;
  const lines = [`host: ${host}`, `origin: ${origin}`, `cookie: ${cookie}`, "content-type: application/json"];
  return `POST /api/call HTTP/1.1\r\n${lines.join("\r\n")}\r\ncontent-length: ${length}\r\n\r\n`;
}

/** Sends half of a request, and resolves when the server has had the time to read it. */
async function sendHalf(dashboard: Dashboard, half: string): Promise<RawConnection> {
  const connection = await openRawConnection(dashboard.url);
  connection.send(half);
  await send(`${dashboard.url}/healthz`);
  return connection;
}

describe("a server that is told to stop", () => {
  test.each([
    ["nothing of a request", () => ""],
    ["half a head", () => "GET / HTTP/1.1\r\nhost: 127."],
    ["half a body", (dashboard: Dashboard) => `${writeHead(dashboard, 100)}{"operation`],
    ["half a body of a stranger's", () => "POST /api/call HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"],
    ["half a body in chunks", () => "POST /healthz HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"],
  ])("is not held up by %s", async (_what, write) => {
    const dashboard = await startDashboard({ baseUrl: "http://127.0.0.1:9", server: { flushMs: 0 } });
    using connection = await sendHalf(dashboard, write(dashboard));
    await dashboard.close();
    expect(await connection.ended).not.toContain(" 200 ");
  });

  test("answers a call under way, and refuses one that comes whole only then", async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const respond = async (): Promise<object> => {
      arrive();
      await released;
      return { play_mid: "1" };
    };
    await using vendor = await startFaultServer({ respond });
    const dashboard = await startDashboard({ baseUrl: vendor.url });
    const first = send(`${dashboard.url}/api/call`, { body: ask("1") });
    await arrived;
    const text = JSON.stringify(ask("2"));
    using second = await sendHalf(dashboard, writeHead(dashboard, text.length) + text.slice(0, 9));
    const closed = dashboard.close();
    second.send(text.slice(9));
    expect(await second.ended).toMatch(/^HTTP\/1.1 503 .*"stopping"/s);
    release();
    expect((await first).body).toMatchObject({ ok: true });
    await closed;
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });

  test("waits for a vendor that does not answer only so long, and lists what may be paid for", async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const respond = (): Promise<object> => (arrive(), new Promise(() => undefined));
    await using vendor = await startFaultServer({ respond });
    const ledger = createMemoryLedger();
    const dashboard = await startDashboard({ baseUrl: vendor.url, client: { ledger }, server: { callsMs: 0 } });
    const reply = send(`${dashboard.url}/api/call`, { body: ask("1") });
    await arrived;
    await dashboard.close();
    expect((await reply).body).toMatchObject({ ok: false, failure: { kind: "aborted", billing: "unknown" } });
    expect(await ledger.unreconciled()).toHaveLength(1);
  });

  test("waits for a call also when the page that asked has gone", async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const respond = async (): Promise<object> => (arrive(), await released, { play_mid: "1" });
    await using vendor = await startFaultServer({ respond });
    const ledger = createMemoryLedger();
    const dashboard = await startDashboard({ baseUrl: vendor.url, client: { ledger } });
    const text = JSON.stringify(ask("1"));
    const connection = await openRawConnection(dashboard.url);
    connection.send(writeHead(dashboard, text.length) + text);
    await arrived;
    connection[Symbol.dispose]();
    const closed = dashboard.close();
    release();
    await closed;
    expect(await ledger.usage()).toMatchObject([{ spentCalls: 1, reservedCalls: 0 }]);
  });
});

// At once, for each takes its time: enough of it for a machine that is busy to have read what came.
test.concurrent.each([
  ["a head", () => "GET / HTTP/1.1\r\nhost: 127."],
  ["a body", (dashboard: Dashboard) => `${writeHead(dashboard, 100)}{"operation`],
])("%s that does not come whole in its time is let go", async (_what, write) => {
  await using dashboard = await startDashboard({ baseUrl: "http://127.0.0.1:9", server: { receiveMs: 1000 } });
  using connection = await sendHalf(dashboard, write(dashboard));
  expect(await connection.ended).toMatch(/^HTTP\/1.1 408 /);
});
