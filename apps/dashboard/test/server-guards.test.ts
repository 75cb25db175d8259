import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "../src/server/settings.ts";
import { spreadOperation } from "../src/shared/protocol.ts";
import { openRawConnection } from "./support/raw-connection.ts";
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
    // Also of other servers on this machine's name, which have no https.
    expect(headers).not.toHaveProperty("strict-transport-security");
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

  test.each([
    ["two names", ["x-user: mei", "x-user: eve"]],
    ["one name twice", ["x-user: mei", "x-user: mei"]],
    ["two names in different case of the header", ["X-User: mei", "x-user: eve"]],
    ["a name and an empty one", ["x-user: mei", "X-USER:"]],
    ["an empty name and one", ["x-user:", "x-user: mei"]],
    ["names that something on the way has joined", ["x-user: mei, eve"]],
    ["names that were joined without a space", ["x-user: mei,eve"]],
    ["a name joined to an empty one", ["x-user: mei,"]],
    ["an empty name", ["x-user:"]],
    ["spaces for a name", ["x-user:    "]],
    ["a control character in the name", ["x-user: m\u0085ei"]],
    ["a name that is too long", [`x-user: ${"m".repeat(201)}`]],
    ["a header that only resembles", ["x_user: mei", "x-user-: mei"]],
  ])("%s name nobody", async (_what, lines) => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url, settings: { proxy } });
    expect(await ask(dashboard.url, lines)).toMatch(/^HTTP\/1.1 401 .*"not-identified"/s);
    expect(faultServer.ledger).toEqual([]);
  });

  test.each(["x-user: mei", "X-USER:mei", "X-User:   mei  "])("the one line %j names its user", async (line) => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url, settings: { proxy } });
    expect(await ask(dashboard.url, [line])).toMatch(/^HTTP\/1.1 200 /);
    expect(dashboard.readLog()).toContain('"user":"mei"');
  });

  /** Calls as the proxy would, with these lines of the head as they are. */
  async function ask(url: string, lines: readonly string[]): Promise<string> {
    using connection = await openRawConnection(url);
    const text = JSON.stringify(body);
    const page = ["host: creators.example", `origin: ${proxy.origin}`, "content-type: application/json"];
    const ours = ["connection: close", `content-length: ${text.length}`];
    connection.send(`POST /api/call HTTP/1.1\r\n${[...page, ...lines, ...ours].join("\r\n")}\r\n\r\n${text}`);
    return await connection.ended; // before the connection is let go
  }

  test.each([
    ["https://creators.example", "max-age=15552000"],
    ["http://creators.example", undefined],
  ])("at %s a browser is told to keep to https: %s", async (origin, expected) => {
    await using dashboard = await startDashboard({ baseUrl: nowhere, settings: { proxy: { ...proxy, origin } } });
    const reply = await send(`${dashboard.url}/api/session`, { headers: { ...headers, origin } });
    expect(reply.status).toBe(200);
    expect(reply.headers["strict-transport-security"]).toBe(expected);
  });

  test("a name from another address than the proxy's counts nothing", async () => {
    const elsewhere = { ...proxy, addresses: ["192.0.2.1"] };
    await using dashboard = await startDashboard({ baseUrl: nowhere, settings: { proxy: elsewhere } });
    expect((await send(`${dashboard.url}/api/call`, { body, headers })).status).toBe(401);
  });
});

/** The command line of a server behind a proxy. */
const asProxied = (change: Record<string, string>): string[] =>
  Object.entries({
    host: "10.0.0.5",
    origin: "https://creators.example",
    "identity-header": "x-user",
    "trusted-proxy": "10.0.0.4",
    ...change,
  }).flatMap(([name, value]) => [`--${name}=${value}`]);

describe("the command line", () => {
  test("binds to loopback and asks for no proxy unless told otherwise", () => {
    expect(readSettings([])).toMatchObject({ host: "127.0.0.1", port: 4180, mock: false });
    expect(readSettings([])).not.toHaveProperty("proxy");
  });

  test.each([["0.0.0.0"], ["192.168.1.5"], ["::"], ["example.test"]])("refuses %s without a proxy", (host) => {
    expect(() => readSettings(["--host", host])).toThrow(/--identity-header/);
  });

  test.each([
    ["https://creators.example", "https://creators.example"],
    ["https://creators.example/", "https://creators.example"],
    ["HTTPS://Creators.example:8443", "https://creators.example:8443"],
    ["http://creators.example:80", "http://creators.example"],
    ["http://[fd00::1]:8080", "http://[fd00::1]:8080"],
  ])("takes the origin %s", (origin, expected) => {
    expect(readSettings(asProxied({ origin })).proxy).toMatchObject({ origin: expected });
  });

  test.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "javascript://creators.example/%0aalert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://creators.example",
    "ws://creators.example",
    "blob:https://creators.example/x",
    "view-source:https://creators.example",
    "https:creators.example",
    "https:/creators.example",
    "https:\\\\creators.example",
    "https:///creators.example",
    "//creators.example",
    "creators.example",
    "https://creators.example/page",
    "https://creators.example//",
    "https://creators.example?x",
    "https://creators.example/#x",
    "https://mei@creators.example",
    "https://mei:secret@creators.example",
    "https://@creators.example",
    "https://creators.example\n.other.example",
    "https://creators. example",
    " https://creators.example",
    "https://creators.example\\@other.example",
    "https://creators.example:99999",
    "https://",
    "null",
    "*",
    "",
  ])("refuses the origin %j", (origin) => {
    expect(() => readSettings(asProxied({ origin }))).toThrow(/^--origin takes/);
  });

  test("refuses a proxy without an address, and one on loopback, where everybody could pretend to be it", () => {
    expect(() => readSettings(asProxied({ "trusted-proxy": "proxy.example" }))).toThrow(/--trusted-proxy takes/);
    for (const host of ["127.0.0.1", "localhost", "::1", "127.1.2.3"]) {
      expect(() => readSettings(asProxied({ host }))).toThrow(/leave them out on loopback/);
    }
    expect(() => readSettings(["--identity-header", "x-user"])).toThrow(/leave them out on loopback/);
  });

  test("takes a price as a decimal, and nothing else for one", () => {
    expect(readSettings(["--price=0.30"])).toMatchObject({ price: "0.30" });
    expect(readSettings([])).not.toHaveProperty("price");
    for (const price of ["", "-1", "1e3", "0,30", "¥1", "NaN", "1.", "9".repeat(9)]) {
      expect(() => readSettings([`--price=${price}`])).toThrow(/^--price takes/);
    }
  });

  test("never repeats what may be a token", () => {
    for (const args of [["marked-token"], ["--token", "marked-token"], ["--token=marked-token"]]) {
      expect(() => readSettings(args)).toThrow(SettingsError);
      expect(() => readSettings(args)).not.toThrow(/marked-token/);
    }
  });
});
