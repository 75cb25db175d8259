import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migratePostgres } from "@just-one/postgres";
import { collectSlice, createPostgresBoard } from "@just-one/postgres/board";
import { createDatabase, describePostgres, openPool, type TestDatabase } from "@just-one/postgres-server";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import type { Pool } from "pg";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const first = 7_048_929_565_493_690_391n;

async function startVendor(): Promise<FaultServer> {
  const vendor = await startFaultServer({ respond: async ({ params }) => ({ id: params["oAuthorId"] }) });
  onTestFinished(() => vendor.close());
  return vendor;
}

function planArgs(folder: string, out: string): string[] {
  const [inputs, place] = [join(folder, "ids.csv"), join(folder, out)];
  return ["collect", operation, "--inputs", inputs, "--out", place, "--price", "0.30", "--max-calls", "10"];
}

describePostgres("a collection in a store", () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createDatabase();
    pool = openPool(database);
    await migratePostgres(pool);
  });

  /** A machine of its own: it shares the store, and nothing else. */
  async function openMachine(
    vendor: FaultServer,
  ): Promise<{ readonly folder: string; readonly run: (...args: string[]) => Promise<Ran> }> {
    const folder = mkdtempSync(join(tmpdir(), "just-one-store-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const rows = Array.from({ length: 5 }, (_, index) => String(first + BigInt(index)));
    writeFileSync(join(folder, "ids.csv"), ["oAuthorId", ...rows].join("\n"));
    const environment = { ...environmentFor(vendor), PGPASSWORD: database.password };
    return { folder, run: (...args) => runCli(args, { environment }) };
  }
  test("is planned for others once it may be spent, and sends nothing by itself", async () => {
    const vendor = await startVendor();
    const { folder, run } = await openMachine(vendor);
    const plan = [...planArgs(folder, "creators"), "--store", database.url];
    const board = createPostgresBoard({ pool, run: "creators" });
    const asked = await run(...plan);
    expect(asked).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("to send          5 calls, at most 1.5"),
    });
    // Somebody else's worker finds no money in it yet.
    await collectSlice({ pool, run: "creators", slice: 1, client: { token: "any", baseUrl: vendor.url } });
    expect((await board.readTotals()).items).toMatchObject({ planned: 5, billed: 0 });
    const planned = await run(...plan, "--yes");
    expect(planned).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("5 planned for workers of the store"),
    });
    expect((await board.readRun())?.maxCalls).toBe(10);
    expect(vendor.sumUp().arrived).toBe(0);
  });

  test("is worked on, told of, exported, reconciled and retried from any machine, with the folder or the store", async () => {
    const vendor = await startVendor();
    const [one, other] = [await openMachine(vendor), await openMachine(vendor)];
    await one.run(...planArgs(one.folder, "shared"), "--store", database.url, "--yes");
    const theirs = join(other.folder, "shared");
    expect((await other.run("collect", "status", theirs)).exitCode).toBe(2);
    vendor.enqueue(["0", "400", "cut-body"]);
    const worked = await other.run("collect", "work", theirs, "--store", database.url, "--concurrency", "1");
    expect(worked).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("3 billed · 1 unbilled · 1 unknown") });
    const report = JSON.parse(
      (await one.run("collect", "status", join(one.folder, "shared"), "--json")).stdout,
    ) as object;
    expect(report).toMatchObject({ billed: 3, failed: 1, unknown: 1, cost: "0.9" });
    expect((await other.run("collect", "inspect", theirs, "--state", "unknown")).stdout.split("\n")).toHaveLength(2);
    expect((await other.run("collect", "reconcile", theirs, "--billed-total", "4")).exitCode).toBe(0);
    expect((await one.run("collect", "retry", join(one.folder, "shared"), "--failed")).exitCode).toBe(0);
    expect((await other.run("collect", "work", theirs)).exitCode).toBe(0);
    expect(vendor.sumUp()).toMatchObject({ billed: 5 });
    const manifests = [];
    for (const [machine, folder] of [
      [one, join(one.folder, "shared")],
      [other, theirs],
    ] as const) {
      expect((await machine.run("collect", "export", folder, "--format", "csv")).stderr).toContain("5 rows");
      const place = join(folder, "data", operation.replaceAll(/[^A-Za-z0-9._-]+/g, "_"));
      const { id } = (await createPostgresBoard({ pool, run: "shared" }).readRun()) ?? {};
      manifests.push(readFileSync(join(place, `run=${id}`, "_manifest.csv.json"), "utf8"));
    }
    expect(manifests[0]).toBe(manifests[1]);
  });

  test("is refused after a failover until a person says what to assume", async () => {
    const vendor = await startVendor();
    const { folder, run } = await openMachine(vendor);
    await run(...planArgs(folder, "moved"), "--store", database.url, "--yes");
    await pool.query("update just_one.run set server = 'another' where name = 'moved'");
    const out = join(folder, "moved");
    expect(await run("collect", "work", out)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("--after-failover"),
    });
    expect((await run("collect", "reconcile", out, "--after-failover", "all-unknown")).stderr).toContain(
      "5 were planned",
    );
    expect(JSON.parse((await run("collect", "status", out, "--json")).stdout)).toMatchObject({ unknown: 5 });
    expect((await run("collect", "reconcile", out, "--billed-total", "0")).stderr).toContain("5 were not paid for");
    expect((await run("collect", "work", out)).exitCode).toBe(0);
    expect(vendor.sumUp()).toEqual({ arrived: 5, billed: 5 });
  });

  test.each([
    ["a password in the address", "postgres://me:hunter-2@127.0.0.1/x", [], /PGPASSFILE/],
    ["invented figures", "postgres://me@127.0.0.1/x", ["--mock"], /--mock/],
    ["what is no store", "redis://127.0.0.1", [], /postgres:\/\//],
  ])("is refused for %s, without repeating it", async (_, store, more, words) => {
    const { folder, run } = await openMachine(await startVendor());
    const { exitCode, stderr } = await run(...planArgs(folder, "any"), "--store", store, ...more);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain("hunter-2");
  });

  test("is not mixed with a folder's own run, nor with another one of the store", async () => {
    const vendor = await startVendor();
    const { folder, run } = await openMachine(vendor);
    await run(...planArgs(folder, "own"), "--yes");
    expect(await run("collect", "status", join(folder, "own"), "--store", database.url)).toMatchObject({ exitCode: 2 });
    await run(...planArgs(folder, "known"), "--store", database.url, "--run", "a name of its own", "--yes");
    expect(await run("collect", "status", join(folder, "known"), "--run", "other")).toMatchObject({ exitCode: 2 });
    expect((await run("collect", "status", join(folder, "known"))).exitCode).toBe(0);
    await run(...planArgs(folder, "again"), "--store", database.url, "--run", "a name of its own", "--yes");
    const others = [
      ...planArgs(folder, "again"),
      "--set",
      "range=DAY_90",
      "--store",
      database.url,
      "--run",
      "a name of its own",
    ];
    expect(await run(...others)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("holds another run") });
  });
});
