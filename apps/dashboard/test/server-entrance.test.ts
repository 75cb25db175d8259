import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import { spreadOperation } from "../src/shared/protocol.ts";
import { send } from "./support/send.ts";
import { startDashboard } from "./support/start-dashboard.ts";

const nowhere = "http://127.0.0.1:9";
const body = { operation: spreadOperation, parameters: { oAuthorId: "1" } };
const readKey = (entrance: string): string => new URL(entrance).searchParams.get("key") ?? "";

describe("on loopback, which every user of the machine reaches,", () => {
  test("nothing is given, and nothing sent, without the key of this start", async () => {
    await using vendor = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: vendor.url });
    await using other = await startDashboard({ baseUrl: vendor.url });
    const key = readKey(dashboard.entrance);
    const name = `just-one-dashboard-${new URL(dashboard.url).port}`;
    const strangers: Record<string, string>[] = [
      {},
      { cookie: "" },
      { cookie: `${name}=` },
      { cookie: `${name}=${key.slice(0, -1)}` },
      { cookie: `${name}=${key}x` },
      { cookie: `${name}=${key.toLowerCase()}` },
      { cookie: `${name}=${readKey(other.entrance)}` },
      { cookie: `key=${key}; just-one-dashboard-1=${key}` },
      { authorization: `Bearer ${key}`, key, referer: dashboard.entrance },
    ];
    for (const stranger of strangers) {
      const headers = { cookie: "none=1", ...stranger };
      for (const path of ["/", "/index.html", "/server-calls.test.ts", "/api/session", "/api/nothing", "/?key="]) {
        expect((await send(`${dashboard.url}${path}`, { headers })).status).toBe(401);
      }
      for (const path of [`/api/session?key=${key}`, `/index.html?key=${key}`]) {
        expect((await send(`${dashboard.url}${path}`, { headers })).status).toBe(401);
      }
      for (const path of ["/api/call", "/api/estimate", `/?key=${key}`, `/api/call?key=${key}`]) {
        expect((await send(`${dashboard.url}${path}`, { headers, body })).status).toBe(401);
      }
      expect((await send(`${dashboard.url}/`, { headers, method: "HEAD" })).status).toBe(401);
    }
    expect(vendor.ledger).toEqual([]);
  });

  test("the entrance trades the key for a cookie and goes on to an address without it", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const { status, headers } = await send(dashboard.entrance, { headers: { cookie: "" } });
    expect(status).toBe(303);
    expect(headers).toMatchObject({
      location: "/",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "set-cookie": [
        `just-one-dashboard-${new URL(dashboard.url).port}=${readKey(dashboard.entrance)}; Path=/; HttpOnly; SameSite=Strict`,
      ],
    });
    expect((await send(`${dashboard.url}/api/session`)).status).toBe(200);
  });

  test("the cookie is named by the port that the browser sees, as through a tunnel", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const headers = { cookie: "", host: "localhost:8080" };
    const [given = ""] = (await send(dashboard.entrance, { headers })).headers["set-cookie"] ?? [];
    const [cookie = ""] = given.split(";");
    expect(cookie).toMatch(/^just-one-dashboard-8080=/);
    const page = { host: "localhost:8080", origin: "http://localhost:8080", cookie };
    expect((await send(`${dashboard.url}/api/call`, { headers: page, body })).status).toBe(200);
  });

  test("a cookie of the same name that a server on another port gave locks nobody out", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const name = `just-one-dashboard-${new URL(dashboard.url).port}`;
    const ours = `${name}=${readKey(dashboard.entrance)}`;
    for (const cookie of [`${name}=x; ${ours}`, `${ours}; ${name}=x`, `${name}; ${name}=;${ours} ;x=y`]) {
      expect((await send(`${dashboard.url}/api/session`, { headers: { cookie } })).status).toBe(200);
    }
    for (const cookie of [`${name}=x; ${name}=y`, `x${ours}`, `x=${ours}`, `${ours}=`, `"${ours}"`]) {
      expect((await send(`${dashboard.url}/api/session`, { headers: { cookie } })).status).toBe(401);
    }
  });

  test("every start has a key of its own, and the log has none", async () => {
    await using first = await startDashboard({ baseUrl: nowhere });
    await using second = await startDashboard({ baseUrl: nowhere });
    expect(readKey(first.entrance)).toMatch(/^[\w-]{43}$/);
    expect(readKey(first.entrance)).not.toBe(readKey(second.entrance));
    await send(`${first.url}/api/nothing?key=${readKey(first.entrance)}`);
    expect(first.readLog()).toContain('"route":"unknown"');
    expect(first.readLog()).not.toContain(readKey(first.entrance));
  });

  test("a page without the cookie says how to come in, and asks again only where another site led to it", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const visit = (site: string, mode: string): ReturnType<typeof send> =>
      send(`${dashboard.url}/`, { headers: { cookie: "", "sec-fetch-site": site, "sec-fetch-mode": mode } });
    expect((await visit("none", "navigate")).text).toContain("Open the address that the dashboard printed");
    expect((await visit("none", "navigate")).text).not.toContain("refresh");
    expect((await visit("same-origin", "navigate")).text).not.toContain("refresh");
    expect((await visit("cross-site", "navigate")).text).toContain('content="0;url=/"');
    expect((await visit("cross-site", "no-cors")).text).not.toContain("refresh");
  });

  test.skipIf(process.platform !== "linux")("another address of this machine's loopback serves as well", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere, server: { host: "127.0.0.5" } });
    expect((await send(`${dashboard.url}/api/session`)).status).toBe(200);
  });
});

test("behind a proxy there is no key: its origin is what to open, and its word counts", async () => {
  const proxy = { origin: "https://creators.example", identityHeader: "x-user", addresses: ["127.0.0.1"] };
  await using dashboard = await startDashboard({ baseUrl: nowhere, settings: { proxy } });
  expect(dashboard.entrance).toBe("https://creators.example");
  const reply = await send(`${dashboard.url}/?key=x`, { headers: { host: "creators.example", "x-user": "mei" } });
  expect(reply.headers).not.toHaveProperty("set-cookie");
});
