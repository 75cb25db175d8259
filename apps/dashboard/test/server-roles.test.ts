import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "../src/server/settings.ts";
import { spreadOperation } from "../src/shared/protocol.ts";
import { type Reply, send } from "./support/send.ts";
import { type Dashboard, startDashboard } from "./support/start-dashboard.ts";

const proxy = {
  origin: "http://creators.example",
  identityHeader: "x-user",
  addresses: ["127.0.0.1"],
  spenders: ["mei"],
};

describe("behind a proxy, with spenders named", () => {
  test("a viewer's call that would be billed is refused, unsent, and what was paid for is answered", async () => {
    await using vendor = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: vendor.url, settings: { proxy } });
    expect(await ask(dashboard, "bo", "1")).toMatchObject({ status: 403, body: { error: "viewer" } });
    expect(vendor.ledger).toEqual([]);
    expect(await ask(dashboard, "mei", "1")).toMatchObject({ status: 200, body: { ok: true, cached: false } });
    expect(await ask(dashboard, "bo", "1")).toMatchObject({ status: 200, body: { ok: true, cached: true } });
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });

  test.each([
    ["mei", "spender"],
    ["Mei", "viewer"],
    ["bo", "viewer"],
    ["mei2", "viewer"],
  ])("%s is a %s, letter by letter", async (user, role) => {
    await using dashboard = await startDashboard({ baseUrl: "http://127.0.0.1:9", settings: { proxy } });
    expect((await get(dashboard, user)).body).toMatchObject({ user, role });
  });

  test("a viewer and a spender who ask at once: the spender is answered, and it is sent once", async () => {
    await using vendor = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: vendor.url, settings: { proxy } });
    const [looked, spent] = await Promise.all([ask(dashboard, "bo", "1"), ask(dashboard, "mei", "1")]);
    expect(looked.status).toBe(403);
    expect(spent.body).toMatchObject({ ok: true, billing: "billed" });
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });
});

test("without spenders named everybody may spend", async () => {
  const { spenders: _none, ...everybody } = proxy;
  await using dashboard = await startDashboard({ baseUrl: "http://127.0.0.1:9", settings: { proxy: everybody } });
  expect((await get(dashboard, "bo")).body).toMatchObject({ role: "spender" });
});

test("what is known is answered to everybody, in order, and nothing else is sent for it", async () => {
  await using vendor = await startFaultServer();
  await using dashboard = await startDashboard({ baseUrl: vendor.url });
  const [operation, url] = [spreadOperation, `${dashboard.url}/api/known`];
  await send(`${dashboard.url}/api/call`, { body: { operation, parameters: { oAuthorId: "2" } } });
  const parameters = [{ oAuthorId: "1" }, { oAuthorId: "2" }, {}];
  const reply = await send(url, { body: { operation, parameters } });
  expect(reply.body).toEqual({ replies: [null, expect.objectContaining({ ok: true, cached: true }), null] });
  for (const wrong of [{ parameters }, { operation, parameters: Array.from({ length: 201 }, () => ({})) }]) {
    expect((await send(url, { body: wrong })).status).toBe(400);
  }
  expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
});

test("in a mock everything is known", async () => {
  await using vendor = await startFaultServer();
  await using dashboard = await startDashboard({ baseUrl: vendor.url, mode: "mock" });
  const body = { operation: spreadOperation, parameters: [{ oAuthorId: "1" }] };
  expect((await send(`${dashboard.url}/api/known`, { body })).body).toMatchObject({ replies: [{ ok: true }] });
});

test("spenders are named on the command line, beside the proxy's options only", () => {
  const team = ["--host=10.0.0.5", "--origin=http://a.example", "--identity-header=x-user", "--trusted-proxy=10.0.0.4"];
  expect(readSettings([...team, "--spender=mei", "--spender=bo"]).proxy?.spenders).toEqual(["mei", "bo"]);
  expect(readSettings(team).proxy).not.toHaveProperty("spenders");
  expect(() => readSettings(["--spender=mei"])).toThrow(SettingsError);
});

function headersOf(user: string): Record<string, string> {
  return { host: "creators.example", origin: proxy.origin, "x-user": user };
}

function ask({ url }: Dashboard, user: string, oAuthorId: string): Promise<Reply> {
  return send(`${url}/api/call`, {
    headers: headersOf(user),
    body: { operation: spreadOperation, parameters: { oAuthorId } },
  });
}

function get({ url }: Dashboard, user: string): Promise<Reply> {
  return send(`${url}/api/session`, { headers: headersOf(user) });
}
