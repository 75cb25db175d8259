import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import { spreadOperation } from "../src/shared/protocol.ts";
import { send } from "./support/send.ts";
import { startDashboard } from "./support/start-dashboard.ts";

const call = (oAuthorId: string): object => ({ operation: spreadOperation, parameters: { oAuthorId } });
const proxy = {
  origin: "http://creators.example",
  identityHeader: "x-user",
  addresses: ["127.0.0.1"],
  spenders: ["mei", "bo"],
};
const as = (user: string): object => ({
  headers: { host: "creators.example", origin: proxy.origin, "x-user": user },
});

describe("what was spent", () => {
  test("is told by user, day and operation, with what nobody knows", async () => {
    await using vendor = await startFaultServer();
    vendor.enqueue(["0", "0", "cut-body", "400"]);
    await using dashboard = await startDashboard({ baseUrl: vendor.url, settings: { proxy, maxCalls: 10 } });
    for (const [user, id] of ["mei 1", "bo 2", "bo 3", "mei 4"].map((text) => text.split(" "))) {
      await send(`${dashboard.url}/api/call`, { ...as(user ?? ""), body: call(id ?? "") });
    }
    const day = expect.stringMatching(/^20\d\d-\d\d-\d\d$/);
    const row = { day, operation: spreadOperation, underWay: 0 };
    expect((await send(`${dashboard.url}/api/spending`, as("anybody"))).body).toEqual({
      rows: [
        { ...row, user: "bo", billed: 1, unknown: 1 },
        { ...row, user: "mei", billed: 1, unknown: 0 },
      ],
      unknown: [{ id: expect.any(String), day, user: "bo", operation: spreadOperation }],
      budgets: [{ name: "today", maxCalls: 10, spentCalls: 3 }],
    });
  });

  test("has its cost where the price is known", async () => {
    await using vendor = await startFaultServer();
    const client = { prices: () => "0.30" };
    await using dashboard = await startDashboard({ baseUrl: vendor.url, settings: { proxy, maxCalls: 10 }, client });
    await send(`${dashboard.url}/api/call`, { ...as("mei"), body: call("1") });
    await send(`${dashboard.url}/api/call`, { ...as("mei"), body: call("2") });
    const { body } = await send(`${dashboard.url}/api/spending`, as("anybody"));
    expect(body).toMatchObject({ rows: [{ user: "mei", billed: 2, cost: 0.6 }] });
  });

  test.each([
    ["0", 0],
    ["0.00", 0],
    [undefined, undefined],
  ])("costs %s where a call does, and nobody knows what where nobody said a price", async (price, cost) => {
    await using vendor = await startFaultServer();
    const client = price === undefined ? {} : { prices: () => price };
    await using dashboard = await startDashboard({ baseUrl: vendor.url, client });
    await send(`${dashboard.url}/api/call`, { body: call("1") });
    // Safe: the test above looks at the shape.
    const { rows } = (await send(`${dashboard.url}/api/spending`)).body as { rows: { cost?: number }[] };
    expect(rows.map((row) => row.cost)).toEqual([cost]);
  });

  test.each([
    ["billed", 1, 0],
    ["unbilled", 0, 1],
  ] as const)("unknown calls are settled as %s by a spender, and by nobody else", async (billing, billed, free) => {
    await using vendor = await startFaultServer();
    vendor.enqueue(["cut-body"]);
    await using dashboard = await startDashboard({ baseUrl: vendor.url, settings: { proxy, maxCalls: 10 } });
    await send(`${dashboard.url}/api/call`, { ...as("mei"), body: call("1") });
    const url = `${dashboard.url}/api/reconcile`;
    // Safe: the test above looks at the shape.
    const { unknown } = (await send(`${dashboard.url}/api/spending`, as("eve"))).body as { unknown: { id: string }[] };
    const body = { ids: [...unknown.map(({ id }) => id), "none"], billing };
    expect((await send(url, { ...as("eve"), body })).status).toBe(403);
    for (const wrong of [{}, { ids: [1], billing }, { ids: [], billing: "unknown" }, []]) {
      expect((await send(url, { ...as("mei"), body: wrong })).status).toBe(400);
    }
    const { body: after } = await send(url, { ...as("mei"), body });
    expect(after).toMatchObject({ unknown: [], budgets: [{ spentCalls: billed }] });
    expect(after).toHaveProperty("rows.length", 1 - free);
  });

  test("in a mock is nothing", async () => {
    await using vendor = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: vendor.url, mode: "mock" });
    await send(`${dashboard.url}/api/call`, { body: call("1") });
    expect((await send(`${dashboard.url}/api/spending`)).body).toEqual({ rows: [], unknown: [], budgets: [] });
    expect((await send(`${dashboard.url}/api/session`)).body).not.toHaveProperty("budget");
  });
});
