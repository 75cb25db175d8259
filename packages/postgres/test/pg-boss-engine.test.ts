import type { CatalogEntry } from "@just-one/api";
import { catalog } from "@just-one/api/catalog";
import { checkCollected } from "@just-one/collector/rules";
import { migratePostgres } from "@just-one/postgres";
import {
  collectSlice,
  createPgBossEngine,
  createPostgresBoard,
  listRuns,
  migratePgBoss,
  type PostgresBoard,
  type SliceEngine,
} from "@just-one/postgres/board";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import type { Pool } from "pg";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { toBossDatabase } from "../src/board/boss-database.ts";
import { plan, planInputs } from "./support/plan-inputs.ts";

const startVendor = async (choose?: () => string): Promise<FaultServer> => {
  const vendor = await startFaultServer({
    respond: async ({ params }) => ({ id: params["oAuthorId"] }),
    ...(choose !== undefined && { choose }),
  });
  onTestFinished(() => vendor.close());
  return vendor;
};
const check = (board: PostgresBoard, vendor: FaultServer, inputs: number): Promise<void> =>
  checkCollected(board, {
    parameter: "oAuthorId",
    arrived: vendor.ledger.map(({ params }) => String(params["oAuthorId"])),
    inputs,
  });

describePostgres("an engine on pg-boss", () => {
  let pool: Pool;
  beforeAll(async () => {
    pool = openPool(await createDatabase(), { max: 20 });
    await migratePostgres(pool);
    await migratePgBoss(pool);
    await migratePgBoss(pool); // again: nothing
  });
  const openEngine = async (): Promise<SliceEngine> => {
    const engine = await createPgBossEngine({ pool, feedMs: 50 });
    onTestFinished(() => engine.stop({ graceMs: 1000 }));
    return engine;
  };
  const planRun = (run: string, items: number, changes = {}): Promise<PostgresBoard> =>
    planInputs(createPostgresBoard({ pool, run, sliceItems: 10 }), items, changes);
  test("hands the ranges of all runs to all processes, one job a range, and what failed or was handed back once more", async () => {
    const vendors = { a: await startVendor(), b: await startVendor() };
    const boards = { a: await planRun("a", 60), b: await planRun("b", 30) };
    const seen: string[] = [];
    for (const engine of [await openEngine(), await openEngine()]) {
      await engine.work({
        slices: 2,
        handle: async ({ run, slice }) => {
          seen.push(`${run} ${slice}`);
          const client = { token: "any", baseUrl: vendors[run === "a" ? "a" : "b"].url };
          // one is handed back at once
          await collectSlice({ pool, run, slice, client, concurrency: 4, sliceMs: seen.length === 2 ? 0 : 60_000 });
        },
      });
    }
    await vi.waitFor(async () => {
      for (const { name, items } of await listRuns(pool))
        expect([name, items.planned, items.sent]).toEqual([name, 0, 0]);
    }, 60_000);
    expect(new Set(seen).size).toBe(9);
    await check(boards.a, vendors.a, 60);
    await check(boards.b, vendors.b, 30);
  });

  test("pauses a run for every machine until the day's quota opens, and for a while where the account is empty", async () => {
    const full = await startVendor(() => "303");
    await planRun("quota", 10);
    const end = await collectSlice({
      pool,
      run: "quota",
      slice: 1,
      client: { token: "any", baseUrl: full.url },
      concurrency: 1,
    });
    expect(end.stopped).toBeUndefined();
    const empty = await startVendor(() => "601");
    await planRun("balance", 10);
    const client = { token: "any", baseUrl: empty.url };
    expect(await collectSlice({ pool, run: "balance", slice: 1, client, concurrency: 1 })).toMatchObject({
      stopped: "balance",
    });
    const paused = (await listRuns(pool)).filter(({ pausesFor }) => pausesFor !== undefined);
    expect(paused.map(({ name, pausesFor, items }) => [name, pausesFor, items.planned])).toEqual([
      ["balance", "balance", 10],
      ["quota", "quota", 10],
    ]);
    expect(paused[1]?.pausesUntil?.toISOString()).toMatch(/T16:00:/); // midnight in Shanghai
    expect((await pool.query("select * from just_one.feed_slices()")).rows).toEqual([]);
  });

  test("plans a run by the clock of a time zone, once for each time, with the inputs and limits of another", async () => {
    const engine = await openEngine();
    const list = await planRun("nightly list", 12, { maxCalls: 7 });
    const entry = catalog.find(({ operation }) => operation === plan.operation);
    await list.keepEntry(entry as CatalogEntry);
    expect(engine.preview("30 3 * * *", "Asia/Shanghai", 1)[0]?.toISOString()).toMatch(/T19:30:00/);
    const nightly = { name: "每晚 nightly", cron: "30 3 * * *", timeZone: "Asia/Shanghai", from: "nightly list" };
    await engine.schedule(nightly);
    await engine.schedule({ ...nightly, cron: "30 4 * * *" });
    expect(await engine.listSchedules()).toEqual([{ ...nightly, cron: "30 4 * * *" }]);
    await expect(engine.schedule({ ...nightly, cron: "at night" })).rejects.toMatchObject({ kind: "config" });
    await expect(engine.schedule({ ...nightly, timeZone: "Asia/Atlantis" })).rejects.toMatchObject({ kind: "config" });
    expect([await engine.unschedule(nightly.name), await engine.unschedule(nightly.name)]).toEqual([true, false]);
    const copy = "select just_one.copy_run($1, $2) as done";
    expect((await pool.query(copy, ["nightly list", "n 1"])).rows).toEqual([{ done: true }]);
    expect((await pool.query(copy, ["nightly list", "n 1"])).rows).toEqual([{ done: false }]);
    const copied = createPostgresBoard({ pool, run: "n 1" });
    expect(await copied.readRun()).toMatchObject({ id: "n 1", maxCalls: 7 });
    expect(await copied.readEntry()).toEqual(entry);
    expect((await copied.readTotals()).items.planned).toBe(12);
  });

  test("is given the rows of every statement where it sends several at once, as its clock and its upkeep do", async () => {
    const { rows } = await toBossDatabase(pool).executeSql("begin; select 1 as first; select 2 as second; commit");
    expect(rows).toEqual([{ first: 1 }, { second: 2 }]);
  });

  test("says what to do where its schema is missing", async () => {
    await expect(createPgBossEngine({ pool: openPool(await createDatabase()) })).rejects.toThrow(
      /just-one-collector migrate/,
    );
  });
});
