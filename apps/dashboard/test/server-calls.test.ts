import { businessCodes, createMemoryLedger, type Ledger } from "@just-one/core";
import { faultNames, startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import { spreadOperation } from "../src/shared/protocol.ts";
import { send } from "./support/send.ts";
import { startDashboard } from "./support/start-dashboard.ts";

function fail(message: string): never {
  throw new Error(message);
}

const call = (oAuthorId: string): object => ({ operation: spreadOperation, parameters: { oAuthorId } });

describe("a call", () => {
  test("is sent once and then answered from the cache", async () => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url });
    const first = await send(`${dashboard.url}/api/call`, { body: call("1") });
    const second = await send(`${dashboard.url}/api/call`, { body: call("1") });
    expect(first.body).toMatchObject({ ok: true, cached: false, billing: "billed" });
    expect(second.body).toMatchObject({ ok: true, cached: true });
    expect(faultServer.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });

  test("asked for by two people at once is sent once", async () => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url });
    await Promise.all([1, 2].map(() => send(`${dashboard.url}/api/call`, { body: call("1") })));
    expect(faultServer.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });

  test("of an operation that is not listed is refused, unsent", async () => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url });
    for (const operation of ["GET /user/get-balance", "__proto__", "constructor"]) {
      const reply = await send(`${dashboard.url}/api/call`, { body: { operation, parameters: {} } });
      expect(reply.status).toBe(400);
    }
    expect(faultServer.ledger).toEqual([]);
  });

  test("with parameters that the catalog does not know is refused, unsent", async () => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url });
    for (const parameters of [{}, { oAuthorId: "1", token: "x" }, { oAuthorId: "1", range: "DAY_7" }]) {
      const reply = await send(`${dashboard.url}/api/call`, { body: { operation: spreadOperation, parameters } });
      expect(reply.body).toMatchObject({ ok: false, failure: { kind: "validation", billing: "unbilled" } });
    }
    expect(faultServer.ledger).toEqual([]);
  });

  test("beyond the budget of everybody is refused, unsent", async () => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url, settings: { maxCalls: 1 } });
    await send(`${dashboard.url}/api/call`, { body: call("1") });
    const reply = await send(`${dashboard.url}/api/call`, { body: call("2") });
    expect(reply.body).toMatchObject({ ok: false, failure: { kind: "budget", billing: "unbilled" } });
    expect((await send(`${dashboard.url}/api/session`)).body).toEqual({
      mode: "live",
      user: "local",
      role: "spender",
      budget: { maxCalls: 1, spentCalls: 1 },
    });
  });

  test.each(Object.keys(businessCodes).filter((code) => code !== "0"))(
    "that fails with code %s tells the code and what it cost",
    async (code) => {
      await using faultServer = await startFaultServer();
      faultServer.enqueue([code]);
      await using dashboard = await startDashboard({ baseUrl: faultServer.url });
      const { status, body } = await send(`${dashboard.url}/api/call`, { body: call("1") });
      expect(status).toBe(200);
      expect(body).toMatchObject({ ok: false, failure: { kind: "api", code: Number(code) } });
    },
  );

  test.each(faultNames.filter((name) => !["drip", "hang", "stall", "huge-body"].includes(name)))(
    "that meets the fault %s gets an answer all the same",
    async (fault) => {
      await using faultServer = await startFaultServer();
      faultServer.enqueue([fault]);
      await using dashboard = await startDashboard({ baseUrl: faultServer.url });
      const { status, body } = await send(`${dashboard.url}/api/call`, { body: call("1") });
      expect(status).toBe(200);
      expect(body).toHaveProperty("ok");
    },
  );
});

describe("an estimate", () => {
  test("tells what would be sent, what is cached and what is wrong, without sending anything", async () => {
    await using faultServer = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: faultServer.url });
    await send(`${dashboard.url}/api/call`, { body: call("1") });
    const parameters = [{ oAuthorId: "1" }, { oAuthorId: "2" }, { range: "DAY_30" }];
    const reply = await send(`${dashboard.url}/api/estimate`, { body: { operation: spreadOperation, parameters } });
    expect(reply.body).toEqual({ outcomes: ["cached", "send", "invalid"] });
    expect(faultServer.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });

  test("of 1,000 calls, and the session, ask a ledger one sum each and never for its rows", async () => {
    const asked: string[] = [];
    const memory = createMemoryLedger();
    const ledger: Ledger = {
      ...memory,
      sum: ({ day = "all" }) => (asked.push(day), memory.sum?.({ day }) ?? fail("a memory ledger keeps sums")),
      usage: () => fail("read all rows"),
    };
    await using dashboard = await startDashboard({ baseUrl: "http://127.0.0.1:9", client: { ledger } });
    const parameters = Array.from({ length: 1000 }, (_, index) => ({ oAuthorId: `${index}` }));
    const reply = await send(`${dashboard.url}/api/estimate`, { body: { operation: spreadOperation, parameters } });
    expect(reply.body).toEqual({ outcomes: parameters.map(() => "send") });
    expect((await send(`${dashboard.url}/api/session`)).body).toMatchObject({ budget: { spentCalls: 0 } });
    expect(asked).toEqual([expect.stringMatching(/^2/), expect.stringMatching(/^2/)]);
  });

  test.each([[null], [[]], ["{"], [{ operation: spreadOperation, parameters: [1] }], [{ parameters: [] }]])(
    "of %j is refused",
    async (body) => {
      await using dashboard = await startDashboard({ baseUrl: "http://127.0.0.1:9" });
      expect((await send(`${dashboard.url}/api/estimate`, { body })).status).toBe(400);
    },
  );
});
