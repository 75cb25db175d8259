import { boardRules } from "@just-one/collector/rules";
import { ledgerRules } from "@just-one/testing";
import {
  createPostgresBudgets,
  createPostgresCache,
  createPostgresLatches,
  createPostgresLedger,
  createPostgresLimiter,
  migratePostgres,
  type PostgresPool,
} from "@just-one/postgres";
import { createPostgresBoard, type PostgresBoard } from "@just-one/postgres/board";
import { expect, test } from "vitest";

/** What every server and every way to one has to do: a little of all, each with an account of its own. */
export function tryAllParts(findPool: () => PostgresPool): void {
  test("takes the schema, once", async () => {
    expect((await migratePostgres(findPool())).applied.length).toBeGreaterThan(0);
    expect((await migratePostgres(findPool())).applied).toEqual([]);
  });

  test.each(ledgerRules)("keeps a ledger that $name", async ({ name, check }) => {
    await expect(check(createPostgresLedger({ pool: findPool(), account: name }))).resolves.toBe(undefined);
  });

  test("holds a team to its budget", async () => {
    const shared = { pool: findPool(), account: "team" };
    await createPostgresBudgets(shared).set({ name: "team", period: "day", maxCalls: 1 });
    const ledger = createPostgresLedger(shared);
    const entry = { operation: "GET /a", label: "", day: "2026-11-24", cost: "" };
    expect(await ledger.reserve({ ...entry, id: "1" }, [])).toBeUndefined();
    expect(await ledger.reserve({ ...entry, id: "2" }, [])).toMatchObject({ limit: { name: "team" } });
  });

  test("limits requests", async () => {
    const limiter = createPostgresLimiter({ pool: findPool(), concurrency: 2, requestsPerMinute: 6000 });
    for (const outcome of ["succeeded", "failed", "succeeded"] as const) (await limiter.acquire("GET /a"))(outcome);
    await limiter.close();
    const { rows } = await findPool().query({ text: "select count(*)::int as held from just_one.permit" });
    expect(rows).toEqual([{ held: 0 }]);
  });

  test("closes doors, and tells of it", async () => {
    const shared = { pool: findPool(), account: "doors" };
    const [mine, other] = [createPostgresLatches(shared), createPostgresLatches(shared)];
    let heard = 0;
    mine.subscribe(() => (heard += 1));
    await expect.poll(() => heard).toBeGreaterThan(0);
    const before = heard;
    await other.close({ code: 601, until: Date.now() + 60_000, waitMs: 60_000 });
    await expect.poll(() => heard).toBeGreaterThan(before);
    expect(await mine.read()).toMatchObject([{ code: 601, waitMs: 60_000 }]);
    await other.close({ code: 601, until: Infinity, waitMs: Infinity });
    expect(await mine.read()).toEqual([{ code: 601, until: Infinity, waitMs: Infinity }]);
    await mine.leave();
  });

  test.each(boardRules.filter(({ name }) => !name.includes("seed")))(
    "has a board that $name",
    async ({ name, check }) => {
      const open = (options?: { leaseMs?: number }): PostgresBoard =>
        createPostgresBoard({ pool: findPool(), run: name, ...options });
      await expect(check({ open })).resolves.toBeUndefined();
    },
  );

  test("keeps replies letter by letter", async () => {
    const cache = createPostgresCache({ pool: findPool() });
    const json = '{"id":7048929565493690398,"id":1}';
    await cache.set("key", { json, storedAt: Date.now(), expiresAt: Date.now() + 60_000 });
    expect((await cache.get("key"))?.json).toBe(json);
  });
}
