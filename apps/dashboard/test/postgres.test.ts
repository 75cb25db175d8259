import { setTimeout as wait } from "node:timers/promises";
import { createPostgresBudgets, migratePostgres } from "@just-one/postgres";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import { startFaultServer } from "@just-one/testing";
import { expect, test } from "vitest";
import { createLog } from "../src/server/log.ts";
import { type OpenedClient, openClient } from "../src/server/open-client.ts";
import { startServer } from "../src/server/start-server.ts";
import { spreadOperation } from "../src/shared/protocol.ts";
import { enter, send } from "./support/send.ts";
import { markedToken } from "./support/start-dashboard.ts";

const body = (oAuthorId: string) => ({ body: { operation: spreadOperation, parameters: { oAuthorId } } });

describePostgres("dashboards that share a database", () => {
  test("share replies, account, limits and doors, hold calls to the budgets in it, and show them", async () => {
    let outcome: "0" | "601" | "cut-body" = "0";
    await using vendor = await startFaultServer({ choose: () => outcome, respond: async () => wait(20, {}) });
    const database = await createDatabase();
    const pool = openPool(database);
    const log = createLog({ write: () => undefined });
    const variables = {
      JUST_ONE_TOKEN: markedToken,
      JUST_ONE_BASE_URL: vendor.url,
      PGPASSWORD: database.password,
    };
    const settings = { mock: false, maxCalls: 10, allowInsecureHttp: false, store: database.url, totalConcurrency: 3 };
    const open = (more: { readonly price?: string } = {}): Promise<OpenedClient> =>
      openClient({ ...settings, ...more }, variables, log);
    await expect(open()).rejects.toThrow(/migrate/);
    await migratePostgres(pool);
    await createPostgresBudgets({ pool }).set({ name: "team", label: "local", period: "day", maxCalls: 1 });

    await using one = await open();
    await using two = await open();
    const listen = { host: "127.0.0.1", port: 0 };
    const common = { settings, log, pageFolder: import.meta.dirname };
    await using here = await startServer({ ...one, ...common }, listen);
    await using there = await startServer({ ...two, ...common }, listen);
    for (const { entrance } of [here, there]) await enter(entrance);
    expect((await send(`${here.url}/api/call`, body("1"))).body).toMatchObject({ ok: true, cached: false });
    expect((await send(`${there.url}/api/call`, body("1"))).body).toMatchObject({ ok: true, cached: true });
    expect((await send(`${there.url}/api/call`, body("2"))).body).toMatchObject({ failure: { kind: "budget" } });
    expect((await send(`${there.url}/api/spending`)).body).toMatchObject({
      rows: [{ user: "local", billed: 1 }],
      budgets: [
        { name: "today", maxCalls: 10, spentCalls: 1 },
        { name: "team", maxCalls: 1, spentCalls: 1 },
      ],
    });
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
    expect((await pool.query("select operation, most from just_one.pace")).rows).toEqual([
      { operation: spreadOperation, most: 3 },
    ]);

    await createPostgresBudgets({ pool }).set({ name: "team", label: "local", period: "day", maxCost: "0.45" });
    expect((await send(`${there.url}/api/call`, body("6"))).body).toMatchObject({ failure: { kind: "config" } });
    await using priced = await open({ price: "0.30" });
    expect(await priced.client.try(spreadOperation, { oAuthorId: "6" }, { label: "local" })).toMatchObject({
      ok: true,
    });
    const dear = await priced.client.try(spreadOperation, { oAuthorId: "7" }, { label: "local" });
    expect(dear).toMatchObject({ ok: false, error: { kind: "budget" } });
    expect((await send(`${there.url}/api/spending`)).body).toMatchObject({
      rows: [{ user: "local", billed: 2, cost: 0.3 }],
      budgets: [{ name: "today" }, { name: "team", spentCalls: 2, maxCost: 0.45, spentCost: 0.3 }],
    });
    await createPostgresBudgets({ pool }).set({ name: "team", label: "local", period: "day", maxCalls: 9 });
    const both = await Promise.all([here, there].map(async ({ url }) => send(`${url}/api/call`, body("8"))));
    expect(both.map(({ body: reply }) => reply)).toEqual([
      expect.objectContaining({ ok: true }),
      expect.objectContaining({ ok: true }),
    ]);
    expect(vendor.sumUp().billed).toBe(3);
    // What a server had sent that was killed.
    await pool.query("update just_one.cached set expires_at = clock_timestamp()");
    await pool.query(
      `insert into just_one.claim select account, key, 'dead', true, clock_timestamp() from just_one.cached`,
    );
    expect((await send(`${there.url}/api/call`, body("8"))).body).toMatchObject({ failure: { kind: "doubt" } });
    const { operation, parameters } = body("8").body;
    const again = { body: { operation, parameters, again: true } };
    expect((await send(`${here.url}/api/call`, body("8"))).body).toMatchObject({ failure: { kind: "doubt" } });
    expect((await send(`${here.url}/api/call`, again)).body).toMatchObject({ ok: true, cached: false });
    outcome = "cut-body";
    expect((await send(`${there.url}/api/call`, body("5"))).body).toMatchObject({ failure: { kind: "transport" } });
    expect((await send(`${here.url}/api/call`, body("5"))).body).toMatchObject({ failure: { kind: "doubt" } });
    outcome = "601";
    expect((await send(`${there.url}/api/call`, body("3"))).body).toMatchObject({ failure: { code: 601 } });
    await expect.poll(async () => (await pool.query("select code from just_one.door")).rows).toEqual([{ code: 601 }]);
    outcome = "0";
    await using three = await open();
    expect(await three.client.try(spreadOperation, { oAuthorId: "4" })).toMatchObject({ error: { code: 601 } });
    expect(vendor.sumUp()).toEqual({ arrived: 6, billed: 5 });
  });
});
