import { toRequestKey } from "@just-one/core";
import { createPostgresLedger, type PostgresPool } from "@just-one/postgres";
import { createDatabase, describePostgres, openPool, type TestDatabase } from "@just-one/postgres-server";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { shanghaiDay } from "../src/budget/shanghai-day.ts";
import { createPostgresCallStore } from "../src/calls/postgres-call-store.ts";
import { makeHome, openTestServer, spread, type TestServer } from "./support/open-test-server.ts";

let vendor: Awaited<ReturnType<typeof startFaultServer>>;
let database: TestDatabase;
let pool: PostgresPool;
let release: (() => void)[] = [];

const call = (oAuthorId: string, more: object = {}): object => ({ operation: spread, params: { oAuthorId }, ...more });

/** A machine of its own: nothing is shared but the database. */
function openMachine(home: { readonly path: string }, args: readonly string[] = []): TestServer {
  return openTestServer(vendor, home, ["--database", database.url, ...args], { PGPASSWORD: database.password });
}

describePostgres("machines that share a database", () => {
  beforeAll(async () => {
    vendor = await startFaultServer({
      respond: async ({ params }) => {
        if (params["oAuthorId"] === "slow") await new Promise<void>((resolve) => release.push(resolve));
        return { id: params["oAuthorId"], long: "7048929565493690398" };
      },
    });
    database = await createDatabase();
    pool = openPool(database);
  });
  afterAll(() => vendor.close());
  beforeEach(() => vendor.reset());

  test("pay once for what all of them are asked at once, and read each other's replies", async () => {
    using here = makeHome();
    using there = makeHome();
    await using one = openMachine(here);
    await using two = openMachine(there);
    const servers = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : two));
    const answers = await Promise.all(servers.map((server) => server.call("call_operation", call("at-once"))));
    expect(answers.filter(({ told }) => told["billed"] === "yes")).toHaveLength(1);
    expect(vendor.sumUp().billed).toBe(1);
    const { told } = await one.call("call_operation", call("at-once", { select: "long" }));
    expect((await two.call("read_reply", { reply: told["reply"] })).told).toMatchObject({
      data: { id: "at-once", long: "7048929565493690398" },
    });
  });

  test("wait for a call of another one, and never spend more than one budget", async () => {
    using here = makeHome();
    using there = makeHome();
    const args = ["--calls", "5", "--hard-calls", "5"];
    await using one = openMachine(here, args);
    await using two = openMachine(there, args);
    const context = { principal: "budgeted" };
    const first = one.call("call_operation", call("slow"), context);
    await expect.poll(() => release.length).toBe(1);
    const second = two.call("call_operation", call("slow"), context);
    for (const go of release.splice(0)) go();
    expect([(await first).told["billed"], (await second).told["billed"]]).toEqual(["yes", "no"]);
    const ids = Array.from({ length: 30 }, (_, index) => `b${index}`);
    await Promise.all(ids.map((id, index) => (index % 2 === 0 ? one : two).call("call_operation", call(id), context)));
    expect(vendor.sumUp().billed).toBe(5);
    expect((await two.call("get_spending", {}, context)).told).toMatchObject({
      budget: { spentCalls: 5, leftCalls: 0 },
    });
  });

  test("find the calls of a machine that fell silent: what it had only claimed is free, what it had sent is unknown", async () => {
    const dead = await createPostgresCallStore({ pool, account: vendor.url, keepMs: 1e9 });
    const ledger = createPostgresLedger({ pool, account: vendor.url });
    const rules = { reuseMs: 86_400_000, freshReuseMs: 60_000, retriesUnknown: false };
    for (const step of ["claimed", "sent"]) {
      const entry = { id: `r_${step}`, operation: spread, label: "mcp/dee · ", day: shanghaiDay(new Date()), cost: "" };
      const question = `${vendor.url} ${toRequestKey(spread, { oAuthorId: step })}`;
      await dead.claim({ ...entry, question, principal: "dee", isFresh: false }, rules);
      await ledger.reserve(entry, []);
      if (step === "sent") await dead.markSent(entry.id);
    }
    // Two minutes ago, by the server's clock.
    await pool.query({ text: "update just_one_mcp.calls set alive_at = alive_at - 120000 where principal = 'dee'" });
    using here = makeHome();
    await using one = openMachine(here);
    const context = { principal: "dee" };
    expect((await one.call("call_operation", call("claimed"), context)).told).toMatchObject({ billed: "yes" });
    expect((await one.call("call_operation", call("sent"), context)).told).toMatchObject({
      error: "outcome_unknown",
      reply: "r_sent",
    });
    expect((await one.call("get_spending", {}, context)).told).toMatchObject({
      budget: { spentCalls: 2 },
      unknown: [{ reply: "r_sent" }],
    });
    await ledger.close();
  });

  test("keep lists, grants and answers of people as files do", async () => {
    using here = makeHome();
    await using one = openMachine(here, ["--calls", "1", "--hard-calls", "3", "--burst-calls", "100"]);
    const context = { principal: "listed" };
    const many = { operation: spread, inputs: [{ oAuthorId: "l0" }, { oAuthorId: "l1" }], select: "id", maxCalls: 5 };
    const first = await one.call("call_many", many, context);
    // Both were asked for at once: either may have had the only call.
    const { rows } = first.told;
    expect([[[0, "l0"]], [[1, "l1"]]]).toContainEqual(rows);
    const left = JSON.stringify(rows).includes("l0") ? "l1" : "l0";
    expect(first.told).toMatchObject({ state: "stopped", billedCalls: 1 });
    expect((await one.call("read_reply", { reply: first.told["batch"] }, context)).told).toMatchObject({ rows });
    const asked = await one.call("call_operation", call(left), { ...context, canAsk: true });
    const answer = { state: asked.told["state"], content: { calls: 1 } };
    expect((await one.call("call_operation", call(left), { ...context, answer })).told).toMatchObject({
      billed: "yes",
    });
    expect((await one.call("call_operation", call("l2"), { ...context, answer })).told).toMatchObject({
      error: "budget",
    });
    const { store } = await one.services.memory();
    expect(await store.readSecret()).toEqual(await store.readSecret());
  });
});
