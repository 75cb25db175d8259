import { type CachedReply, createClient, type Client, type ClientOptions } from "@just-one/core";
import {
  createPostgresCache,
  migratePostgres,
  type PostgresCache,
  type PostgresCacheOptions,
} from "@just-one/postgres";
import { createDatabase, describePostgres, openPool, type TestDatabase } from "@just-one/postgres-server";
import { startFaultServer } from "@just-one/testing";
import type { Pool } from "pg";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startCuttingProxy } from "./support/cutting-proxy.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
let database: TestDatabase;
let pool: Pool;
let accounts = 0;

const open = (options: Partial<PostgresCacheOptions> = {}): PostgresCache =>
  createPostgresCache({ pool, account: `${accounts}`, ...options });
const createReply = (json: string, change: Partial<CachedReply> = {}): CachedReply => ({
  json,
  storedAt: Date.now(),
  expiresAt: Date.now() + 60_000,
  ...change,
});

/** Clients as of several machines, each with a cache of its own making. */
function openClients(count: number, baseUrl: string, options: Partial<ClientOptions> = {}, own = pool): Client[] {
  return Array.from({ length: count }, () => {
    const store = open({ pool: own });
    return createClient({
      token: "t",
      baseUrl,
      cache: { ttlMs: 60_000, store },
      stages: [store.twins],
      retry: false,
      ...options,
    });
  });
}

const readClaims = async (): Promise<readonly unknown[]> =>
  (await pool.query("select is_sent, is_doubtful from just_one.claim where account = $1", [`${accounts}`])).rows;

/** Takes the only reply out, once it is there and nobody claims it: both are written behind the caller's back. */
async function takeKept(): Promise<unknown> {
  await expect.poll(readClaims).toEqual([]);
  const text = "delete from just_one.cached where account = $1 returning key";
  for (;;) {
    const { rows } = await pool.query(text, [`${accounts}`]);
    if (rows.length > 0) return rows[0].key;
  }
}

/** As if so many seconds had passed without a word of those who hold claims. */
const letPass = async (seconds: number): Promise<void> =>
  void (await pool.query(
    "update just_one.claim set expires_at = expires_at - $2 * interval '1 second' where account = $1",
    [`${accounts}`, seconds],
  ));

describePostgres("a cache in Postgres", () => {
  beforeAll(async () => {
    database = await createDatabase();
    pool = openPool(database);
    await migratePostgres(pool);
  });
  beforeEach(() => void (accounts += 1));

  test("keeps a reply letter by letter, for those who share the account", async () => {
    const json = String.raw`{"id":7048929565493690398,"b":1.50,"a":"中\u0000\ud800","a":2,"deep":[[-0,1e400]]}`;
    await open().set("key", createReply(json, { requestId: "r", recordTime: "t", isRounded: true }));
    expect(await open().get("key")).toEqual({
      json,
      requestId: "r",
      recordTime: "t",
      isRounded: true,
      storedAt: expect.closeTo(Date.now(), -5),
      expiresAt: expect.closeTo(Date.now() + 60_000, -5),
    });
    expect(await open().has("key")).toBe(true);
    expect(await open({ account: "other" }).get("key")).toBeUndefined();
    expect(await open().has("another")).toBe(false);
    expect(await open().get("another")).toBeUndefined();
  });

  test("puts a reply in place of an earlier one, and has none whose time is over", async () => {
    const cache = open();
    await cache.set("key", createReply("1"));
    await cache.set("key", createReply("2", { expiresAt: Infinity }));
    expect(await cache.get("key")).toMatchObject({ json: "2" });
    await cache.set("key", createReply("3", { expiresAt: Date.now() - 1 }));
    expect(await cache.get("key")).toBeUndefined();
    expect(await cache.has("key")).toBe(false);
  });

  test("keeps keys of any length and letters", async () => {
    const cache = open();
    const keys = ["", "\0", "\ud800", "k".repeat(100_000)];
    for (const key of keys) await cache.set(key, createReply(JSON.stringify(key.length)));
    for (const key of keys) expect((await cache.get(key))?.json).toBe(String(key.length));
  });

  const isolations = ["repeatable read", "serializable", "read committed"];
  test.each(isolations)("has one of identical calls pay, and the others wait for its reply, %s", async (isolation) => {
    await pool.query(`alter database ${database.database} set default_transaction_isolation = '${isolation}'`);
    await using vendor = await startFaultServer({ respond: () => ({ id: 1 }) });
    const clients = openClients(4, vendor.url, {}, openPool(database));
    const results = await Promise.all(
      clients.flatMap((client) => [1, 2, 3].map(async () => client.try(operation, { oAuthorId: "1" }))),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
    expect(results.filter(({ meta }) => !meta.cached)).toHaveLength(1);
    await expect.poll(readClaims).toEqual([]);
  });

  test.each(isolations)("sees a reply that came while it waited for the claim, %s", async (isolation) => {
    await pool.query(`alter database ${database.database} set default_transaction_isolation = '${isolation}'`);
    await using vendor = await startFaultServer();
    const [client] = openClients(1, vendor.url, {}, openPool(database));
    await client?.try(operation, { oAuthorId: "1" });
    const key = await takeKept();
    const other = await pool.connect();
    await other.query("begin");
    const claim = "insert into just_one.claim values ($1, $2, 'other', true, clock_timestamp() + interval '1 hour')";
    await other.query(claim, [`${accounts}`, key]);
    const waiting = client?.try(operation, { oAuthorId: "1" });
    const waits = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%find_or_claim%'";
    await expect.poll(async () => (await pool.query(waits)).rows).toHaveLength(1);
    const keep = `select just_one.keep_reply($1, $2, '{"ageMs": 0, "leftMs": 60000}', '{}', 100)`;
    await other.query(keep, [`${accounts}`, key]);
    await other.query("delete from just_one.claim where account = $1", [`${accounts}`]);
    await other.query("commit");
    other.release();
    expect((await waiting)?.meta.cached).toBe(true);
    expect(vendor.sumUp().arrived).toBe(1);
  });

  test("sends nothing when its claim has become another's, as it was taken for dead", async () => {
    await using vendor = await startFaultServer();
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const store = open();
    const [client] = openClients(1, vendor.url, {
      cache: { ttlMs: 60_000, store },
      // between the claim and the request, as a limiter is
      stages: [{ aroundAttempt: async (_, next) => (begun.resolve(), await goOn.promise, next()) }, store.twins],
    });
    const asked = client?.try(operation, { oAuthorId: "1" });
    await begun.promise;
    await pool.query("update just_one.claim set holder = 'other' where account = $1", [`${accounts}`]);
    goOn.resolve();
    expect(await asked).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled", inDoubt: true } });
    expect(vendor.sumUp().arrived).toBe(0);
  });

  test("sends nothing when somebody has taken its claim over, has paid, and is done with it", async () => {
    await using vendor = await startFaultServer();
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const [store, others] = [open(), open()];
    const [client] = openClients(1, vendor.url, {
      cache: { ttlMs: 60_000, store },
      stages: [{ aroundAttempt: async (_, next) => (begun.resolve(), await goOn.promise, next()) }, store.twins],
    });
    const [other] = openClients(1, vendor.url, { cache: { ttlMs: 60_000, store: others }, stages: [others.twins] });
    const asked = client?.try(operation, { oAuthorId: "1" });
    await begun.promise;
    await pool.query("delete from just_one.claim where account = $1", [`${accounts}`]); // it was silent for too long
    expect(await other?.try(operation, { oAuthorId: "1" })).toMatchObject({ ok: true });
    const claims = (): Promise<{ rows: unknown[] }> =>
      pool.query("select from just_one.claim where account = $1", [`${accounts}`]);
    await vi.waitFor(async () => expect((await claims()).rows).toEqual([]), 30_000);
    goOn.resolve();
    expect(await asked).toMatchObject({ ok: false, error: { billing: "unbilled", inDoubt: true } });
    expect(vendor.sumUp().arrived).toBe(1);
  });

  test("waits for no dead process until a clock that was set back has caught up", async () => {
    await using vendor = await startFaultServer();
    const [client, other] = openClients(2, vendor.url);
    await client?.try(operation, { oAuthorId: "1" });
    const key = await takeKept();
    const claim = "insert into just_one.claim values ($1, $2, 'dead', false, clock_timestamp() + interval '1 hour')";
    await pool.query(claim, [`${accounts}`, key]);
    expect((await other?.try(operation, { oAuthorId: "1" }))?.ok).toBe(true);
  });

  test("lets the next one pay when the first was not billed", async () => {
    await using vendor = await startFaultServer();
    vendor.enqueue(["400", "400"]);
    const results = await Promise.all(
      openClients(3, vendor.url).map(async (client) => client.try(operation, { oAuthorId: "1" })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(vendor.sumUp()).toEqual({ arrived: 3, billed: 1 });
    await expect.poll(readClaims).toEqual([]);
  });

  test("pays nothing for an hour where a request may have been paid for, unless it is asked to", async () => {
    await using vendor = await startFaultServer();
    const [first, second] = openClients(2, vendor.url);
    vendor.enqueue(["reset-before-reply"]);
    expect((await first?.try(operation, { oAuthorId: "1" }))?.error).toMatchObject({ billing: "unknown" });
    await expect.poll(readClaims).toEqual([{ is_sent: true, is_doubtful: true }]);
    for (const client of [first, second]) {
      const error = (await client?.try(operation, { oAuthorId: "1" }))?.error;
      expect(error).toMatchObject({
        kind: "config",
        billing: "unbilled",
        message: expect.stringMatching(/may have been paid for.*refresh/),
      });
    }
    expect(vendor.sumUp().arrived).toBe(1);
    expect((await second?.try(operation, { oAuthorId: "1" }, { cache: "refresh" }))?.ok).toBe(true);
    expect((await first?.try(operation, { oAuthorId: "1" }))?.meta.cached).toBe(true);
    await letPass(3600);
    await pool.query("delete from just_one.cached");
    expect((await first?.try(operation, { oAuthorId: "1" }))?.meta.billing).toBe("billed");
  });

  test("does not pay for what a process may have paid for that died, and does where nothing had left", async () => {
    await using vendor = await startFaultServer();
    const [client] = openClients(1, vendor.url);
    for (const isSent of [false, true]) {
      // What a process leaves behind: a claim, and nobody who keeps it alive.
      await pool.query("delete from just_one.cached");
      await client?.try(operation, { oAuthorId: "1" });
      const key = await takeKept();
      await pool.query(
        "insert into just_one.claim values ($1, $2, 'dead', $3, clock_timestamp() + interval '10 seconds')",
        [`${accounts}`, key, isSent],
      );
      const waiting = client?.try(operation, { oAuthorId: "1" });
      await letPass(11);
      const told = isSent ? /may have been paid for/ : /^billed$/;
      const result = await waiting;
      expect(result?.error?.message ?? result?.meta.billing).toMatch(told);
    }
    expect(vendor.sumUp().arrived).toBe(3);
  });

  test("is waited for no longer than a call may last", async () => {
    await using vendor = await startFaultServer();
    const [client] = openClients(1, vendor.url);
    await client?.try(operation, { oAuthorId: "1" });
    const key = await takeKept();
    await pool.query(
      "insert into just_one.claim values ($1, $2, 'alive', true, clock_timestamp() + interval '1 hour')",
      [`${accounts}`, key],
    );
    expect((await client?.try(operation, { oAuthorId: "1" }, { deadlineMs: 100 }))?.error).toMatchObject({
      billing: "unbilled",
    });
    expect(vendor.sumUp().arrived).toBe(1);
  });

  test("leaves calls alone that want no cache, and clients without the stage", async () => {
    await using vendor = await startFaultServer();
    const [client] = openClients(1, vendor.url);
    const [plain] = openClients(1, vendor.url, { stages: [] });
    await client?.call(operation, { oAuthorId: "1" }, { cache: "off" });
    await plain?.call(operation, { oAuthorId: "1" });
    expect(await client?.call(operation, { oAuthorId: "1" })).toMatchObject({ meta: { cached: true } });
    expect(await readClaims()).toEqual([]);
  });

  test("that cannot be reached counts as empty", async () => {
    await using vendor = await startFaultServer();
    const proxy = await startCuttingProxy(database);
    const store = open({ pool: openPool({ ...database, port: proxy.port }) });
    const client = createClient({
      token: "t",
      baseUrl: vendor.url,
      cache: { ttlMs: 60_000, store },
      stages: [store.twins],
    });
    await client.call(operation, { oAuthorId: "1" });
    proxy.close();
    expect((await client.try(operation, { oAuthorId: "1" })).meta.billing).toBe("billed");
    expect(vendor.sumUp().arrived).toBe(2);
  });

  test("keeps about so many replies, the newest", async () => {
    const cache = open({ maxEntries: 5 });
    for (let count = 0; count < 300; count += 1)
      await cache.set(`${count}`, createReply("1", { storedAt: Date.now() + count }));
    const { rows } = await pool.query("select count(*)::int as count from just_one.cached where account = $1", [
      `${accounts}`,
    ]);
    expect(rows[0].count).toBeLessThan(300);
    expect(await cache.has("299")).toBe(true);
  });
});
