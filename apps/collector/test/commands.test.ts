import { checkCollected } from "@just-one/collector/rules";
import { createDatabase, describePostgres, openPool, type TestDatabase } from "@just-one/postgres-server";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import type { Pool } from "pg";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { parseOpenMetrics } from "./support/parse-open-metrics.ts";
import { planList } from "./support/plan-list.ts";
import { runHere, toEnvironment, token } from "./support/run-here.ts";

async function startVendor(choose?: () => string): Promise<FaultServer> {
  const vendor = await startFaultServer({
    respond: async ({ params }) => ({ id: params["oAuthorId"], secret: "what was paid for" }),
    ...(choose !== undefined && { choose }),
  });
  onTestFinished(() => vendor.close());
  return vendor;
}

const arrivedAt = (vendor: FaultServer): string[] => vendor.ledger.map(({ params }) => String(params["oAuthorId"]));

test("help is on the standard output, short, and names where secrets come from", async () => {
  const { exitCode, stdout, stderr } = await runHere(["--help"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout.split("\n").length).toBeLessThan(25);
  expect(stdout).toContain("PGPASSFILE");
  for (const name of ["work", "migrate", "status", "schedule"])
    expect((await runHere([name, "--help"])).stdout).toMatch(new RegExp(`^Usage: just-one-collector ${name}`));
});

test.each([
  ["a password in the store's address", ["status", "--store", "postgres://me:hunter-2@db.invalid/x"], "PGPASSFILE"],
  ["a password as an option", ["work", "--password", "hunter-2"], "PGPASSWORD"],
  ["a token", ["work", "--token", "hunter-2"], "JUST_ONE_TOKEN"],
  ["the token of the environment, whatever option it is for", ["status", "--store", token], "JUST_ONE_TOKEN"],
])("refuses %s, says where it belongs and does not repeat it", async (_, args, where) => {
  const { exitCode, stdout, stderr } = await runHere(args, { JUST_ONE_TOKEN: token });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(where);
  expect(stdout + stderr).not.toMatch(/hunter-2|a-token-of/);
});

test.each([
  ["no store", ["status"], 2, /JUST_ONE_STORE/],
  ["a store that is none", ["status", "--store", "mysql://x"], 2, /postgres:\/\//],
  ["a store that is away", ["status", "--store", "postgres://me@127.0.0.1:1/x"], 1, /cannot be reached/],
  ["no token", ["work", "--store", "postgres://me@127.0.0.1:1/x"], 4, /JUST_ONE_TOKEN/],
  ["half a request", ["work", "--concurrency", "0.5"], 2, /whole number from 1/],
  ["a command that is none", ["wrok"], 2, /unknown command/],
])("%s is told in a sentence", async (_, args, exitCode, words) => {
  const ran = await runHere(args);
  expect(ran.exitCode).toBe(exitCode);
  expect(ran.stderr).toMatch(words);
  expect(ran.stderr.split("\n").length).toBeLessThan(5);
});

describePostgres("a worker and its store", () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createDatabase();
    pool = openPool(database);
  });

  test("asks for the schema, makes it once, and tells that there is no run", async () => {
    const environment = toEnvironment(database);
    expect(await runHere(["status"], environment)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("migrate"),
    });
    expect(await runHere(["work", "--once"], environment)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("migrate"),
    });
    expect(await runHere(["migrate"], environment)).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/board[^]*\n[^\n]*fsync=off: when its machine loses power/), // as the tests' server does
    });
    expect((await runHere(["migrate"], environment)).stderr).toContain("nothing was to be done");
    expect((await runHere(["status"], environment)).stderr).toContain("just-one collect OPERATION --store");
    expect(JSON.parse((await runHere(["status", "--json"], environment)).stdout)).toEqual([]);
  });

  test("sends all runs, logs lines without token, input or reply, and tells its health and figures", async () => {
    const vendor = await startVendor();
    const board = await planList(pool, 'all "of" it\n', { items: 40 });
    const environment = toEnvironment(database, vendor.url);
    const stop = new AbortController();
    let port: Promise<number> | undefined;
    const told = Promise.withResolvers<number>();
    port = told.promise;
    const working = runHere(["work", "--port", "0", "--concurrency", "4"], environment, {
      stop: stop.signal,
      onLog: (line) => {
        const { event, port: own } = JSON.parse(line) as { event: string; port?: number };
        if (event === "started") told.resolve(own ?? 0);
      },
    });
    const address = `http://127.0.0.1:${await port}`;
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await fetch(`${address}/other`)).status).toBe(404);
    expect((await fetch(`${address}/metrics`, { method: "POST" })).status).toBe(405);
    await expect.poll(async () => (await board.readTotals()).items.billed).toBe(40);
    const response = await fetch(`${address}/metrics`);
    expect(response.headers.get("content-type")).toMatch(/^application\/openmetrics-text; version=1.0.0/);
    const families = parseOpenMetrics(await response.text());
    const items = families.get("just_one_collector_items")?.samples ?? [];
    expect(items.find(({ labels }) => labels["state"] === "billed")).toMatchObject({
      labels: { run: 'all "of" it\n' },
      value: 40,
    });
    expect(families.get("just_one_collector_replies")?.samples[0]?.value).toBe(40);
    stop.abort();
    const { exitCode, stderr } = await working;
    expect(exitCode).toBe(0);
    const events = stderr
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events.slice(0, 2)).toEqual(["started", "store-forgets"]);
    expect(events.slice(-2)).toEqual(["stopping", "stopped"]);
    expect(events.filter((event) => event === "slice-ended")).toHaveLength(4);
    expect(stderr).not.toMatch(/a-token-of|70000000000|somebody|paid for/);
    await checkCollected(board, { parameter: "oAuthorId", arrived: arrivedAt(vendor), inputs: 40 });
  });

  test.each([
    ["the balance is used up", "601", 5, /pauses for balance/],
    ["the operation is not allowed", "600", 4, /pauses for permission/],
    ["the parameters are refused", "400", 3, /10 failed/],
  ])("ends by the reason where %s, and says so", async (_, code, exitCode, words) => {
    await pool.query("delete from just_one.run");
    const vendor = await startVendor(() => code);
    await planList(pool, `run ${code}`, { items: 10 });
    const environment = toEnvironment(database, vendor.url);
    expect((await runHere(["work", "--once", "--concurrency", "1"], environment)).exitCode).toBe(exitCode);
    expect((await runHere(["status"], environment)).stdout).toMatch(words);
  });

  test("keeps runs within their limits, and ends where nothing more may be spent", async () => {
    await pool.query("delete from just_one.run");
    const vendor = await startVendor();
    await planList(pool, "small", { items: 30, maxCalls: 7 });
    const environment = toEnvironment(database, vendor.url);
    expect((await runHere(["work", "--once"], environment)).exitCode).toBe(5);
    expect(vendor.sumUp()).toEqual({ arrived: 7, billed: 7 });
    expect((await runHere(["status"], environment)).stdout).toMatch(/23 planned.*limit is reached/);
  });

  test("workers that share a limit have no more under way than it says, all together", async () => {
    await pool.query("delete from just_one.run");
    let underWay = 0;
    let most = 0;
    const vendor = await startFaultServer({
      respond: async ({ params }) => {
        most = Math.max(most, (underWay += 1));
        await nextTurns(20);
        underWay -= 1;
        return { id: params["oAuthorId"] };
      },
    });
    onTestFinished(() => vendor.close());
    const board = await planList(pool, "shared", { items: 60 });
    const environment = toEnvironment(database, vendor.url);
    const args = ["work", "--once", "--total-concurrency", "3", "--concurrency", "16"];
    const ends = await Promise.all([runHere(args, environment), runHere(args, environment)]);
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(most).toBeLessThanOrEqual(3);
    await checkCollected(board, { parameter: "oAuthorId", arrived: arrivedAt(vendor), inputs: 60 });
  });

  test("plans by the clock of a time zone, lists and removes it", async () => {
    await planList(pool, "list", { items: 3 });
    const environment = toEnvironment(database);
    const set = [
      "schedule",
      "set",
      "nightly",
      "--from",
      "list",
      "--cron",
      "30 3 * * *",
      "--time-zone",
      "Asia/Shanghai",
    ];
    const { exitCode, stderr } = await runHere(set, environment);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/03:30:00 Asia\/Shanghai/),
    });
    expect(JSON.parse((await runHere(["schedule", "list", "--json"], environment)).stdout)).toMatchObject([
      {
        name: "nightly",
        cron: "30 3 * * *",
        timeZone: "Asia/Shanghai",
        from: "list",
        next: expect.stringContaining("T19:30:00"),
      },
    ]);
    const wrong = [...set.slice(0, 6), "every night"];
    expect((await runHere(wrong, environment)).exitCode).toBe(2);
    expect(
      (await runHere(["schedule", "set", "x", "--from", "nothing", "--cron", "* * * * *"], environment)).exitCode,
    ).toBe(2);
    expect((await runHere(["schedule", "remove", "nightly"], environment)).exitCode).toBe(0);
    expect((await runHere(["schedule", "remove", "nightly"], environment)).exitCode).toBe(2);
  });
});

/** Lets everything else go on so many times. */
async function nextTurns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
}
