import type { LedgerEntry } from "@just-one/core";
import { createPostgresLedger, migratePostgres, openPostgres } from "@just-one/postgres";
import { createDatabase, describePostgres, type TestDatabase } from "@just-one/postgres-server";
import { beforeAll, describe, expect, test } from "vitest";
import { type Ran, runCli } from "./support/run-cli.ts";

const createEntry = (id: string): LedgerEntry => ({
  id,
  operation: "GET /a",
  label: "research/one",
  day: "2026-11-24",
  cost: "0.30",
});

const secret = ["hid", "den"].join("");

describe("just-one budget", () => {
  test.each([
    [["set", "x"], /required option '--store/],
    [
      ["set", "x", "--store", `postgres://me:${secret}@db.example/d`, "--all", "--period", "day", "--max-calls", "1"],
      /has a password.*PGPASSWORD, a file named by PGPASSFILE, or a service file/,
    ],
    [["show", "--store", `postgres://db.example/d?password=${secret}`], /has a password/],
    [["show", "--store", "mysql://db.example/d"], /begins with postgres/],
    [["set", "x", "--store", "postgres://db.example/d", "--period", "day", "--max-calls", "1"], /say whose calls/],
    [["set", "x", "--store", "postgres://db.example/d", "--all", "--label", "a", "--period", "day"], /say whose calls/],
    [["set", "x", "--store", "postgres://db.example/d", "--all", "--max-calls", "1"], /say for how long/],
    [
      ["set", "x", "--store", "postgres://db.example/d", "--all", "--period", "week"],
      /Allowed choices are day, month, ever/,
    ],
    [
      ["set", "x", "--store", "postgres://db.example/d", "--all", "--period", "day", "--max-cost", "much"],
      /Write an amount/,
    ],
    [
      ["set", "x", "--store", "postgres://db.example/d", "--all", "--period", "day", "--max-calls", "-1"],
      /Write a whole number/,
    ],
    [["set", "x", "--store", "postgres://db.example/d", "--all", "--period", "day"], /must have `maxCalls`/],
    [["show", "--store", "postgres://127.0.0.1:1/d"], /server cannot be reached; is it running/],
  ])("%j is refused, and no password told", async (args, problem) => {
    const ran = await runCli(["budget", ...args]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ran.stderr).toMatch(problem);
    expect(ran.stderr).not.toContain(secret);
  });
});

describePostgres("just-one budget with a store", () => {
  let database: TestDatabase;
  const budget = async (...args: string[]): Promise<Ran> =>
    runCli(["budget", ...args, "--store", database.url], {
      environment: { PGPASSWORD: database.password },
      columns: 200,
    });

  beforeAll(async () => {
    database = await createDatabase();
  });

  test("sets, shows and takes away what the ledger then holds calls to", async () => {
    expect((await budget("show")).stderr).toMatch(/schema just_one is missing.*migrate/);
    const pool = openPostgres(database.url, { environment: { PGPASSWORD: database.password } });
    await migratePostgres(pool);
    expect((await budget("show")).stderr).toMatch(/no budgets are set/);

    const set = await budget(
      "set",
      "research",
      "--label-prefix",
      "research/",
      "--period",
      "month",
      "--max-calls",
      "2",
      "--max-cost",
      "0.60",
      "--soft-calls",
      "1",
    );
    expect(set).toMatchObject({ exitCode: 0, stdout: "" });
    expect(set.stderr).toMatch(
      /research, for research\/…: at most 2 calls and 0.6 CNY, told beyond 1 calls a month in Shanghai; 0 calls and 0 CNY used so far/,
    );
    await budget("set", "everybody", "--all", "--period", "day", "--max-cost", "1000");

    const ledger = createPostgresLedger({ pool });
    for (const id of ["1", "2"]) expect(await ledger.reserve(createEntry(id), [])).toBeUndefined();
    await ledger.settle(createEntry("1"), "billed");
    expect(await ledger.reserve(createEntry("3"), [])).toMatchObject({
      limit: { name: "research", maxCalls: 2 },
      spentCalls: 1,
      reservedCalls: 1,
    });

    const { stdout } = await budget("show");
    expect(stdout).toMatch(
      /Budget.*For.*Period.*Calls.*Soft calls.*Max calls.*Spent \(CNY\).*Reserved \(CNY\).*Soft cost \(CNY\).*Max cost \(CNY\).*State.*Since \(Shanghai\)/,
    );
    expect(stdout).toMatch(/everybody +all calls +day +2 +0.3 +0.3 +1000/);
    expect(stdout).toMatch(/research +research\/… +month +2 +1 +2 +0.3 +0.3 +0.6 +used up +20\d\d-\d\d-01 00:00/);
    expect(JSON.parse((await budget("show", "--format", "json")).stdout)).toMatchObject([
      { budget: { name: "everybody", period: "day", maxCost: "1000" }, totals: { spentCalls: 1 } },
      {
        budget: { name: "research", label: { prefix: "research/" }, softCalls: 1 },
        totals: { spentCost: "0.3", reservedCost: "0.3" },
      },
    ]);

    expect((await budget("set", "research", "--remove")).stderr).toMatch(/taken away/);
    expect(await budget("set", "research", "--remove")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/no budget/),
    });
    expect(await ledger.reserve(createEntry("3"), [])).toBeUndefined();
    await ledger.close();
    await pool.end();
  });
});
