import { createClient } from "@just-one/core";
import { createPostgresLatches, migratePostgres } from "@just-one/postgres";
import { createDatabase, describePostgres, openPool, type TestDatabase } from "@just-one/postgres-server";
import { startFaultServer } from "@just-one/testing";
import type { Pool } from "pg";
import { beforeAll, expect, test } from "vitest";
import { startCuttingProxy } from "./support/cutting-proxy.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
let database: TestDatabase;
let pool: Pool;
let accounts = 0;

describePostgres("doors in Postgres", () => {
  beforeAll(async () => {
    database = await createDatabase();
    pool = openPool(database);
    await migratePostgres(pool);
  });

  test("are closed, read, closed again and opened, for one account", async () => {
    const store = createPostgresLatches({ pool, account: `${(accounts += 1)}` });
    const until = Date.now() + 3_600_000;
    await store.close({ code: 601, until, waitMs: 60_000 });
    await store.close({ code: 303, operation, until });
    await store.close({ code: 600, operation: "GET /b", until: Infinity, waitMs: Infinity });
    const near = expect.closeTo(until, -5);
    const list = async (): Promise<readonly unknown[]> =>
      [...(await store.read())].toSorted((one, other) => one.code - other.code);
    expect(await list()).toEqual([
      { code: 303, operation, until: near },
      { code: 600, operation: "GET /b", until: Infinity, waitMs: Infinity },
      { code: 601, until: near, waitMs: 60_000 },
    ]);
    expect(await createPostgresLatches({ pool, account: "another" }).read()).toEqual([]);
    await store.close({ code: 600, operation, until, waitMs: 5 });
    await store.open({ code: 601 });
    await store.open({ code: 600, operation: "GET /b" });
    await store.open({ code: 600, operation: "GET /never" });
    expect(await list()).toEqual([{ code: 600, operation, until: near, waitMs: 5 }]);
  });

  test("stay until they are tried, unless they just open at their time", async () => {
    const store = createPostgresLatches({ pool, account: `${(accounts += 1)}` });
    await store.close({ code: 601, until: Date.now() - 1000, waitMs: 60_000 });
    await store.close({ code: 303, operation, until: Date.now() - 1000 });
    expect((await store.read()).map(({ code }) => code)).toEqual([601]);
  });

  test("of a token are not kept", async () => {
    const store = createPostgresLatches({ pool, account: `${(accounts += 1)}` });
    for (const code of [100, 602]) await store.close({ code, until: Date.now() + 60_000, waitMs: 60_000 });
    expect(await store.read()).toEqual([]);
  });

  test("are open at the same time for machines whose clocks differ", async () => {
    const store = createPostgresLatches({ pool, account: `${(accounts += 1)}` });
    const real = Date.now;
    Date.now = () => real() + 7_200_000;
    try {
      await store.close({ code: 601, until: Date.now() + 60_000, waitMs: 60_000 });
    } finally {
      Date.now = real;
    }
    expect((await store.read())[0]?.until).toBeCloseTo(Date.now() + 60_000, -5);
  });

  test.each([
    ["by a notification", {}],
    ["by looking, where no connection can listen", { max: 1 }],
  ])("are heard of %s when they change, and not when they do not", async (_how, options) => {
    const account = `${(accounts += 1)}`;
    const mine = createPostgresLatches({ pool: openPool(database, options), account });
    const other = createPostgresLatches({ pool, account });
    let heard = 0;
    const leave = mine.subscribe(() => (heard += 1));
    await expect.poll(() => heard).toBeGreaterThan(0); // at first nobody knows
    const before = heard;
    await other.close({ code: 601, until: Date.now() + 60_000, waitMs: 60_000 });
    await expect.poll(() => heard).toBeGreaterThan(before);
    leave();
    await mine.leave();
  });

  test("are heard of again after the connection that listened was cut", async () => {
    const proxy = await startCuttingProxy(database);
    const account = `${(accounts += 1)}`;
    const mine = createPostgresLatches({ pool: openPool({ ...database, port: proxy.port }), account });
    let heard = 0;
    mine.subscribe(() => (heard += 1));
    await expect.poll(() => heard).toBeGreaterThan(0);
    proxy.cutNow();
    const before = heard;
    await createPostgresLatches({ pool, account }).close({ code: 601, until: Date.now() + 60_000, waitMs: 60_000 });
    await expect.poll(() => heard).toBeGreaterThan(before);
    await mine.leave();
    proxy.close();
  });

  test("stop another machine's calls, unsent", async () => {
    const account = `${(accounts += 1)}`;
    await using vendor = await startFaultServer();
    const [first, second] = [1, 2].map(() =>
      createClient({
        token: "t",
        baseUrl: vendor.url,
        latches: { store: createPostgresLatches({ pool, account }) },
        retry: false,
      }),
    );
    vendor.enqueue(["601"]);
    expect((await first?.try(operation, { oAuthorId: "1" }))?.error).toMatchObject({ code: 601 });
    await expect
      .poll(async () => (await pool.query("select 1 from just_one.door where account = $1", [account])).rows)
      .toHaveLength(1);
    expect((await second?.try(operation, { oAuthorId: "2" }))?.error).toMatchObject({ code: 601, billing: "unbilled" });
    expect(vendor.sumUp().arrived).toBe(1);
    for (const client of [first, second]) await client?.close();
  });
});
