import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "../src/server/settings.ts";
import { spreadOperation } from "../src/shared/protocol.ts";
import { send } from "./support/send.ts";
import { startDashboard } from "./support/start-dashboard.ts";

const nowhere = "http://127.0.0.1:9";
const body = { operation: spreadOperation, parameters: { oAuthorId: "1" } };

describe("a request to the dashboard", () => {
  test.each([
    ["another site's origin", { origin: "https://elsewhere.example" }, 403],
    ["a hidden origin", { origin: "null" }, 403],
    ["another port's origin", { origin: "http://127.0.0.1:1" }, 403],
    ["the browser's word that another site sent it", { "sec-fetch-site": "cross-site" }, 403],
    ["the browser's word that a sibling site sent it", { "sec-fetch-site": "same-site" }, 403],
    ["a name that somebody pointed to this machine", { host: "rebound.example" }, 421],
    ["a form instead of JSON", { "content-type": "text/plain" }, 400],
  ])("with %s is refused", async (_name, headers, status) => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    expect((await send(`${dashboard.url}/api/call`, { body, headers })).status).toBe(status);
  });

  test("without an origin is refused where it could cost", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const reply = await fetch(`${dashboard.url}/api/call`, { method: "POST", body: JSON.stringify(body) });
    expect(reply.status).toBe(403);
  });

  test("that reads from another site is refused", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const reply = await send(`${dashboard.url}/api/session`, { headers: { "sec-fetch-site": "cross-site" } });
    expect(reply.status).toBe(403);
  });

  test("that is too large is refused", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const reply = await send(`${dashboard.url}/api/call`, { body: "x".repeat(300 * 1024) });
    expect(reply.status).toBe(413);
  });

  test("beyond the rate is refused and told to wait", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere, requestsPerMinute: 2 });
    const statuses: number[] = [];
    // Five in one minute, or in two: at least one of them is the third of its minute.
    for (let count = 0; count < 5; count += 1) statuses.push((await send(`${dashboard.url}/api/session`)).status);
    expect(statuses).toContain(429);
  });

  test("gets a strict policy, no frame, no referrer and no cached figures", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const { headers } = await send(`${dashboard.url}/api/session`);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|\*|data:/);
    expect(headers).toMatchObject({
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });

  test("for a file outside the page's folder finds nothing", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    for (const path of ["/../../package.json", "/..%2f..%2fpackage.json", "/%2e%2e/server-guards.test.ts"]) {
      expect((await send(`${dashboard.url}${path}`)).status).toBe(404);
    }
  });

  test("for its health is answered to everybody", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    expect((await send(`${dashboard.url}/healthz`, { headers: { host: "10.0.0.1" } })).body).toEqual({ status: "ok" });
  });
});

describe("behind a proxy", () => {
  const proxy = { origin: "https://creators.example", identityHeader: "x-user", addresses: ["127.0.0.1"] };
  const headers = { host: "creators.example", origin: proxy.origin, "x-user": "mei" };

  test("the proxy's word names the user", async () => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url, settings: { proxy } });
    expect((await send(`${dashboard.url}/api/call`, { body, headers })).body).toMatchObject({ ok: true });
    expect(dashboard.readLog()).toContain('"user":"mei"');
  });

  test("nobody comes in without a name", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere, settings: { proxy } });
    const { "x-user": _user, ...anonymous } = headers;
    expect((await send(`${dashboard.url}/api/call`, { body, headers: anonymous })).status).toBe(401);
  });

  test("a name from another address than the proxy's counts nothing", async () => {
    const elsewhere = { ...proxy, addresses: ["192.0.2.1"] };
    await using dashboard = await startDashboard({ baseUrl: nowhere, settings: { proxy: elsewhere } });
    expect((await send(`${dashboard.url}/api/call`, { body, headers })).status).toBe(401);
  });
});

describe("the command line", () => {
  test("binds to loopback and asks for no proxy unless told otherwise", () => {
    expect(readSettings([])).toMatchObject({ host: "127.0.0.1", port: 4180, mock: false });
    expect(readSettings([])).not.toHaveProperty("proxy");
  });

  test.each([["0.0.0.0"], ["192.168.1.5"], ["::"], ["example.test"]])("refuses %s without a proxy", (host) => {
    expect(() => readSettings(["--host", host])).toThrow(/--identity-header/);
  });

  test("never repeats what may be a token", () => {
    for (const args of [["marked-token"], ["--token", "marked-token"], ["--token=marked-token"]]) {
      expect(() => readSettings(args)).toThrow(SettingsError);
      expect(() => readSettings(args)).not.toThrow(/marked-token/);
    }
  });
});
