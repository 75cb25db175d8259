import { ConfigError, createClient, type LedgerEntry } from "@just-one/core";
import {
  createPostgresBudgets,
  createPostgresLedger,
  migratePostgres,
  type PostgresBudget,
  type PostgresBudgets,
  type PostgresLedger,
  type PostgresLedgerOptions,
} from "@just-one/postgres";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import { startFaultServer } from "@just-one/testing";
import type { Pool } from "pg";
import { beforeAll, beforeEach, expect, test } from "vitest";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
let pool: Pool;
let account = "";
let budgets: PostgresBudgets;
let entries = 0;
let accounts = 0;

const openLedger = (options: Partial<PostgresLedgerOptions> = {}): PostgresLedger =>
  createPostgresLedger({ pool, account, ...options });
const createEntry = (label: string, cost = "0.30", day = "2026-11-24"): LedgerEntry => ({
  id: `${(entries += 1)}`,
  operation: "GET /a",
  label,
  day,
  cost,
});
/** As if what is reserved so far had been reserved earlier. */
const shift = async (time: string): Promise<void> => {
  await pool.query(`update just_one.entry set reserved_at = reserved_at - interval '${time}' where account = $1`, [
    account,
  ]);
  for (const table of ["sum", "day_total"])
    await pool.query(
      `update just_one.${table} set reserved_day = (reserved_day - interval '${time}')::date where account = $1`,
      [account],
    );
};

describePostgres("budgets of teams", () => {
  beforeAll(async () => {
    pool = openPool(await createDatabase());
    await migratePostgres(pool);
  });
  beforeEach(() => {
    account = `${(accounts += 1)}`;
    budgets = createPostgresBudgets({ pool, account });
  });

  test("hold each team to its own, and all together to theirs", async () => {
    await budgets.set({ name: "a", label: "a", period: "day", maxCalls: 2 });
    await budgets.set({ name: "b", label: { prefix: "b/" }, period: "month", maxCost: "0.60" });
    await budgets.set({ name: "all", period: "ever", maxCalls: 4 });
    const ledger = openLedger();
    const takes = async (label: string): Promise<string | undefined> =>
      (await ledger.reserve(createEntry(label), []))?.limit.name;
    expect([await takes("a"), await takes("a"), await takes("a")]).toEqual([undefined, undefined, "a"]);
    expect([await takes("b/1"), await takes("b/2"), await takes("b/2")]).toEqual([undefined, undefined, "all"]);
    expect([await takes("c"), await takes("")]).toEqual(["all", "all"]);
    await budgets.remove("all");
    expect([await takes("b/3"), await takes("b"), await takes("")]).toEqual(["b", undefined, undefined]);
  });

  test("are not passed by one, though four processes ask for everything at once", async () => {
    await budgets.set({ name: "a", label: { prefix: "a" }, period: "month", maxCost: "3.00" });
    const ledgers = [1, 2, 3, 4].map(() => openLedger());
    const answers = await Promise.all(
      ledgers.flatMap((ledger) => Array.from({ length: 64 }, async () => ledger.reserve(createEntry("a/x"), []))),
    );
    expect(answers.filter((refusal) => refusal === undefined)).toHaveLength(10);
    expect(answers.find((refusal) => refusal !== undefined)).toEqual({
      limit: { name: "a", label: { prefix: "a" }, maxCost: "3", since: expect.any(Date) },
      spentCalls: 0,
      reservedCalls: 10,
      spentCost: "0",
      reservedCost: "3",
    });
  });

  const labels = [
    "'; drop schema just_one cascade; --",
    '"quoted" \\ and \\\\ $1 $$ {} null',
    "100 % _ of *",
    "a\nb\r\tc",
    "😀👩‍👩‍👧 مرحبا \u202Eabc 汉字 é e\u0301",
    " ",
    "汉".repeat(600),
  ];
  test("hold labels of any letters, each by itself", async () => {
    const ledger = openLedger();
    for (const label of labels) await budgets.set({ name: label, label, period: "ever", maxCalls: 1 });
    for (const label of labels) {
      const takes = async (): Promise<string | undefined> => (await ledger.reserve(createEntry(label), []))?.limit.name;
      expect([await takes(), await takes()]).toEqual([undefined, label]);
    }
    const held = (await budgets.list()).map(
      ({ budget, totals }) => `${totals.reservedCalls} ${JSON.stringify(budget.label)}`,
    );
    expect(new Set(held)).toEqual(new Set(labels.map((label) => `1 ${JSON.stringify(label)}`)));
    expect(new Set((await ledger.usage({})).map(({ label }) => label))).toEqual(new Set(labels));
    for (const label of labels) {
      const prefix = label.slice(0, 4);
      const { reservedCalls } = await ledger.sum({ label: { prefix } });
      expect(reservedCalls).toBe(labels.filter((each) => each.startsWith(prefix)).length);
    }
  });

  test("count what was spent before they were set, and what was not billed no more", async () => {
    const ledger = openLedger();
    const [first, second] = [createEntry("a"), createEntry("a")];
    for (const entry of [first, second]) await ledger.reserve(entry, []);
    await budgets.set({ name: "a", label: "a", period: "day", maxCalls: 2 });
    expect(await ledger.reserve(createEntry("a"), [])).toMatchObject({ reservedCalls: 2 });
    await ledger.settle(first, "unbilled");
    await ledger.settle(second, "unknown");
    expect(await ledger.reserve(createEntry("a"), [])).toBeUndefined();
    expect((await budgets.list())[0]?.totals).toMatchObject({ spentCalls: 0, reservedCalls: 2 });
  });

  test.each([
    ["day", "1 day"],
    ["month", "31 days"],
  ] as const)("of a %s begin anew with the next one, by the server's clock", async (period, time) => {
    await budgets.set({ name: "a", period, maxCalls: 1 });
    const ledger = openLedger();
    await ledger.reserve(createEntry("a", "0.30", "2020-01-01"), []);
    // A machine whose clock is wrong gets nothing more.
    expect(await ledger.reserve(createEntry("a", "0.30", "2030-01-01"), [])).toMatchObject({ limit: { name: "a" } });
    await shift(time);
    expect(await ledger.reserve(createEntry("a"), [])).toBeUndefined();
    expect((await budgets.list())[0]).toMatchObject({ since: expect.any(Date), totals: { reservedCalls: 1 } });
  });

  test("of costs refuse calls without a price, by name, and no others beside them", async () => {
    await budgets.set({ name: "a", label: "a", period: "day", maxCost: "1" });
    const ledger = openLedger();
    const answers = await Promise.allSettled(
      [createEntry("a", ""), createEntry("b", ""), createEntry("a")].map(async (entry) => ledger.reserve(entry, [])),
    );
    expect(answers).toMatchObject([
      {
        status: "rejected",
        reason: { kind: "config", message: expect.stringMatching(/budget a limits costs.*no price/) },
      },
      { status: "fulfilled" },
      { status: "fulfilled" },
    ]);
  });

  test("tell once of a soft limit, and let calls go on", async () => {
    await budgets.set({ name: "a", label: "a", period: "day", softCalls: 2, softCost: "100" });
    const told: unknown[] = [];
    const ledger = openLedger({
      onSoftLimit: (passed) => {
        told.push(passed);
        throw new Error("a listener's own");
      },
    });
    for (let count = 0; count < 5; count += 1) expect(await ledger.reserve(createEntry("a"), [])).toBeUndefined();
    expect(told).toEqual([
      {
        budget: { name: "a", label: "a", period: "day", softCalls: 2, softCost: "100" },
        totals: { spentCalls: 0, reservedCalls: 3, spentCost: "0", reservedCost: "0.9" },
      },
    ]);
  });

  test("stop a client's call, unsent, with the budget's name", async () => {
    await using vendor = await startFaultServer();
    await budgets.set({ name: "research", label: "research", period: "day", maxCalls: 1 });
    const client = createClient({ token: "t", baseUrl: vendor.url, ledger: openLedger() });
    expect((await client.try(operation, { oAuthorId: "1" }, { label: "research" })).ok).toBe(true);
    const { error } = await client.try(operation, { oAuthorId: "2" }, { label: "research" });
    expect(error).toMatchObject({ kind: "budget", billing: "unbilled", message: expect.stringContaining("research") });
    expect((await client.try(operation, { oAuthorId: "2" }, { label: "sales" })).ok).toBe(true);
    expect(vendor.sumUp().arrived).toBe(2);
  });

  test.each<[object, RegExp]>([
    [{ name: "", period: "day", maxCalls: 1 }, /`name`/],
    [{ name: "a\0", period: "day", maxCalls: 1 }, /`name`/],
    [{ name: "x".repeat(10_000), period: "day", maxCalls: 1 }, /`name`/],
    [{ name: "\ud800", period: "day", maxCalls: 1 }, /`name`/],
    [{ name: "a", label: "x".repeat(10_000), period: "day", maxCalls: 1 }, /`label`/],
    [{ name: "a", label: { prefix: "b\0" }, period: "day", maxCalls: 1 }, /`label`/],
    [{ name: "a", period: "week", maxCalls: 1 }, /`period`/],
    [{ name: "a", period: "day" }, /must have `maxCalls`/],
    [{ name: "a", period: "day", maxCalls: 1.5 }, /`maxCalls` must be a whole number/],
    [{ name: "a", period: "day", softCalls: -1 }, /`softCalls`/],
    [{ name: "a", period: "day", maxCost: "1e3" }, /`maxCost` must be a decimal string/],
    [{ name: "a", period: "day", maxCost: 5 }, /`maxCost` must be a decimal string/],
    [{ name: "a", period: "day", label: 5, maxCalls: 1 }, /`label`/],
    [{ name: "a", period: "day", label: null, maxCalls: 1 }, /`label`/],
    [{ name: "a", period: "day", maxCall: 1 }, /`maxCall` is no part/],
  ])("are refused that would not hold: %j", async (budget, problem) => {
    // Safe: it is what callers without types may give.
    const setting = budgets.set(budget as PostgresBudget);
    await expect(setting).rejects.toThrow(problem);
    await expect(setting).rejects.toThrow(ConfigError);
    expect(await budgets.list()).toEqual([]);
  });
});
