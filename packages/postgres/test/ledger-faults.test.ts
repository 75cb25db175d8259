import { once } from "node:events";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ConfigError, createClient, type LedgerEntry } from "@just-one/core";
import {
  createPostgresBudgets,
  createPostgresCache,
  createPostgresLatches,
  createPostgresLedger,
  createPostgresLimiter,
  migratePostgres,
  type PostgresLedger,
} from "@just-one/postgres";
import {
  createDatabase,
  createDatabaseOn,
  describePostgres,
  openPool,
  startServer,
  type TestDatabase,
} from "@just-one/postgres-server";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startCuttingProxy, type CuttingProxy } from "./support/cutting-proxy.ts";

const run = promisify(execFile);
let database: TestDatabase;
let pool: Pool;
let proxy: CuttingProxy;

const createEntry = (id: string, change: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id,
  operation: "GET /a",
  label: "",
  day: "2026-11-24",
  cost: "0.30",
  ...change,
});
const nothing = { spentCalls: 0, reservedCalls: 0, spentCost: "0", reservedCost: "0" };

/** A ledger of its own account that reaches the database through the proxy, and one that does not. */
function openLedgers(account: string): readonly [PostgresLedger, PostgresLedger] {
  const throughProxy = openPool({ ...database, port: proxy.port }, { max: 2 });
  return [
    createPostgresLedger({ pool: throughProxy, account }),
    createPostgresLedger({ pool, account, abandonedAfterMs: 0 }),
  ];
}

describePostgres("the ledger in Postgres", () => {
  beforeAll(async () => {
    database = await createDatabase();
    pool = openPool(database);
    await migratePostgres(pool);
    proxy = await startCuttingProxy(database);
  });
  afterAll(() => proxy?.close());

  test("overspends nothing by four processes with 64 calls each, and lists what the one had that was killed", async () => {
    const script = fileURLToPath(new URL("support/spending-process.ts", import.meta.url));
    const started = [["one", "40"], ["two"], ["three"], ["four"]].map((args) =>
      run(process.execPath, ["--conditions=@just-one/source", "--no-warnings", script, database.url, ...args], {
        env: { ...process.env, PGPASSWORD: database.password },
      }),
    );
    await Promise.all(started.map(async ({ child }) => once(child.stdout ?? child, "data")));
    for (const { child } of started) child.stdin?.end();
    const [killed, ...others] = await Promise.allSettled(started);
    expect(killed).toMatchObject({ status: "rejected", reason: { signal: "SIGKILL" } });
    const ledger = createPostgresLedger({ pool, abandonedAfterMs: 0 });
    const { spentCalls, reservedCalls, spentCost, reservedCost } = await ledger.sum({});
    expect(spentCalls + reservedCalls).toBe(500);
    expect(Number(spentCost) + Number(reservedCost)).toBeCloseTo(150, 9);
    const had = others.map((one) =>
      one.status === "fulfilled" ? Number(one.value.stdout.replace("ready", "")) : Number.NaN,
    );
    const ofKilled = await ledger.sum({ label: "one" });
    expect(had.reduce((sum, one) => sum + one, 0) + ofKilled.spentCalls + ofKilled.reservedCalls).toBe(500);
    const listed = await ledger.unreconciled();
    expect(listed).toHaveLength(reservedCalls);
    expect(new Set(listed.map(({ label }) => label))).toEqual(new Set(["one"]));
  });

  test("takes as its own what was committed though the connection was cut before the answer", async () => {
    const [ledger, other] = openLedgers("cut reserve");
    proxy.cutAnswerTo("ledger_turn", 2);
    const entries = ["1", "2", "3"].map((id) => createEntry(id));
    const answers = await Promise.all(entries.map(async (entry) => ledger.reserve(entry, [{ maxCalls: 2 }])));
    expect(answers.map((refusal) => refusal?.reservedCalls)).toEqual([undefined, undefined, 2]);
    expect(await other.sum({})).toEqual({ ...nothing, reservedCalls: 2, reservedCost: "0.6" });
    await expect(other.reserve(createEntry("1"), [])).rejects.toThrow(/reserved already/);
    await expect(ledger.reserve(createEntry("1"), [])).rejects.toThrow(/reserved already/);
  });

  test("counts a settlement once whose answer was cut off", async () => {
    const [ledger, other] = openLedgers("cut settle");
    await ledger.reserve(createEntry("1"), []);
    proxy.cutAnswerTo("ledger_turn", 2);
    await ledger.settle(createEntry("1"), "billed");
    expect(await other.sum({})).toEqual({ ...nothing, spentCalls: 1, spentCost: "0.3" });
  });

  test("reserves once what the server never got at first", async () => {
    const [ledger, other] = openLedgers("cut before");
    await ledger.sum({});
    const before = proxy.cuts;
    proxy.cutBefore("ledger_turn", 3);
    expect(await ledger.reserve(createEntry("1"), [{ maxCalls: 1 }])).toBeUndefined();
    expect(proxy.cuts - before).toBe(3);
    expect(await other.sum({})).toEqual({ ...nothing, reservedCalls: 1, reservedCost: "0.3" });
  });

  test("keeps reserved what a commit may have reserved of which nobody hears any more", async () => {
    const [ledger, other] = openLedgers("never heard of");
    proxy.cutAnswerTo("ledger_turn", Infinity);
    void ledger.reserve(createEntry("1"), []).catch(() => undefined);
    await expect.poll(async () => other.sum({})).toEqual({ ...nothing, reservedCalls: 1, reservedCost: "0.3" });
    proxy.cutAnswerTo("", 0);
    expect(await other.unreconciled()).toEqual([createEntry("1")]);
  });

  test("answers what cannot be kept or understood by itself, and all beside it", async () => {
    const [, ledger] = openLedgers("poison");
    const wrong = [
      { label: "a\0b" },
      { label: "\ud800" },
      { id: "\0" },
      { label: "x".repeat(3000) },
      { cost: 5 as never },
    ];
    const asked = [...wrong, { label: "fine" }].map((change, index) => createEntry(`${index}`, change));
    const limits = [{ maxCost: "much" }, { maxCalls: Number.NaN }, { since: "never" as never, maxCalls: Infinity }];
    const settling = ledger.settle(createEntry("\0"), "billed");
    const answers = await Promise.allSettled(asked.map(async (entry) => ledger.reserve(entry, limits)));
    expect(answers.map(({ status }) => status)).toEqual([...wrong.map(() => "rejected"), "fulfilled"]);
    for (const answer of answers.slice(0, -1)) expect(answer).toMatchObject({ reason: expect.any(ConfigError) });
    await settling;
    expect(await ledger.sum({})).toEqual({ ...nothing, reservedCalls: 1, reservedCost: "0.3" });
  });

  test("sends what is asked for and told at one time in one statement", async () => {
    const own = openPool(database, { max: 2 });
    const connecting = vi.spyOn(own, "connect");
    const ledger = createPostgresLedger({ pool: own, account: "together" });
    const entries = Array.from({ length: 64 }, (_, index) => createEntry(`${index}`));
    await Promise.all(entries.map(async (entry) => ledger.reserve(entry, [{ maxCalls: 64 }])));
    await Promise.all(entries.map(async (entry) => ledger.settle(entry, "billed")));
    expect(connecting).toHaveBeenCalledTimes(2);
    expect(await ledger.sum({})).toMatchObject({ spentCalls: 64 });
  });

  test("holds a window of the last minutes for a machine whose clock is an hour ahead", async () => {
    const [, ledger] = openLedgers("clock");
    const ahead = 3_600_000;
    const real = Date.now;
    Date.now = () => real() + ahead;
    try {
      const limit = { since: new Date(Date.now() - 600_000), maxCalls: 1 };
      expect(await ledger.reserve(createEntry("1"), [limit])).toBeUndefined();
      expect(await ledger.reserve(createEntry("2"), [limit])).toMatchObject({ reservedCalls: 1 });
    } finally {
      Date.now = real;
    }
  });

  test.each([-1, 1])("holds a day for all machines, though the clock of one is %d days off", async (days) => {
    const ledgers = openLedgers(`days ${days}`);
    const real = Date.now;
    const reserve = async (id: string, which: 0 | 1): Promise<unknown> => {
      Date.now = () => real() + which * days * 86_400_000;
      const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10); // in Shanghai
      try {
        const refusal = await ledgers[which].reserve(createEntry(id, { day }), [{ day, maxCalls: 2 }]);
        return (
          refusal?.reservedCalls ?? [
            (await ledgers[which].sum({ day })).reservedCalls,
            (await ledgers[which].usage({ day })).length,
          ]
        );
      } finally {
        Date.now = real;
      }
    };
    expect([await reserve("1", 0), await reserve("2", 1)]).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect([await reserve("3", 1), await reserve("4", 0)]).toEqual([2, 2]);
  });

  test.each(["read committed", "repeatable read", "serializable"])(
    "is never read as it was before, in a database whose transactions are %s by default",
    async (isolation) => {
      const options = `-c default_transaction_isolation=${isolation.replace(" ", "\\ ")}`;
      const ledgers = [1, 2, 3, 4].map(() =>
        createPostgresLedger({ pool: openPool(database, { options, max: 2 }), account: isolation }),
      );
      const answers = await Promise.all(
        ledgers.flatMap((ledger, which) =>
          // Of different days and labels, so that they change no row in common but the account's.
          Array.from({ length: 10 }, async (_, index) =>
            ledger.reserve(createEntry(`${which} ${index}`, { day: `2026-11-0${which + 1}`, label: `${which}` }), [
              { maxCalls: 25 },
            ]),
          ),
        ),
      );
      expect(answers.filter((refusal) => refusal === undefined)).toHaveLength(25);
    },
  );

  test("is committed durably, though the database would not", async () => {
    const connection = await pool.connect();
    const show = async (): Promise<unknown> => (await connection.query("show synchronous_commit")).rows[0];
    await connection.query("set synchronous_commit = off; begin");
    await connection.query("select just_one.ledger_turn('durable', 'x', false, 0, '[]', '[]', '[]')");
    expect(await show()).toEqual({ synchronous_commit: "local" });
    await connection.query("commit; set synchronous_commit = remote_apply; begin");
    await connection.query("select just_one.ledger_turn('durable', 'x', false, 0, '[]', '[]', '[]')");
    expect(await show()).toEqual({ synchronous_commit: "remote_apply" });
    await connection.query("commit");
    connection.release(true);
  });

  test("says at once what to do where there is no server, no schema, no password or no right", async () => {
    const unmigrated = await createDatabase();
    await pool.query(
      "do $$ begin create role visitor login password 'visitor'; exception when duplicate_object then null; end $$",
    );
    const wrong = { ...database, password: "wrong" };
    for (const [reached, problem] of [
      [{ ...database, port: 1 }, /server cannot be reached; is it running/],
      [unmigrated, /schema just_one is missing.*just-one-collector migrate/],
      [wrong, /refuses user or password.*PGPASSWORD/],
      [{ ...database, database: "none" }, /no such database/],
      [{ ...database, user: "visitor", password: "visitor" }, /role may not do this/],
    ] as const) {
      const own = openPool(reached);
      const connecting = vi.spyOn(own, "connect");
      const ledger = createPostgresLedger({ pool: own });
      await expect(ledger.reserve(createEntry("1"), [])).rejects.toThrow(problem);
      await expect(ledger.usage()).rejects.toThrow(ConfigError);
      expect(connecting.mock.calls.length).toBeLessThan(4); // nothing was tried again and again
    }
  });

  test("needs no more rights than those that are documented", async () => {
    const name = `worker_${database.database}`;
    await pool.query(`create role ${name} login password 'worker'`);
    await pool.query(`grant usage on schema just_one to ${name}`);
    await pool.query(`grant select, insert, update, delete on all tables in schema just_one to ${name}`);
    const own = { pool: openPool({ ...database, user: name, password: "worker" }), account: "rights" };
    expect((await migratePostgres(own.pool)).applied).toEqual([]);
    const ledger = createPostgresLedger(own);
    expect(await ledger.reserve(createEntry("1"), [{ maxCalls: 1, since: new Date() }])).toBeUndefined();
    await ledger.settle(createEntry("1"), "billed");
    expect(await ledger.usage()).toHaveLength(1);
    await createPostgresBudgets(own).set({ name: "a", period: "day", maxCalls: 1 });
    const limiter = createPostgresLimiter(own);
    (await limiter.acquire("GET /a"))("succeeded");
    await limiter.close();
    await createPostgresLatches(own).close({ code: 601, until: Infinity });
    await createPostgresCache(own).set("key", { json: "1", storedAt: 0, expiresAt: Infinity });
    expect(await createPostgresCache(own).has("key")).toBe(true);
  });

  test("lets a call end at once, unsent, that has no server to reserve it in", async () => {
    const ledger = createPostgresLedger({ pool: openPool({ ...database, port: 1 }) });
    const client = createClient({
      token: "t",
      ledger,
      budget: { maxCalls: 1, window: "day" },
      baseUrl: "http://127.0.0.1:1",
    });
    const result = await client.try("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
      oAuthorId: "1",
    });
    expect(result.error).toMatchObject({
      kind: "config",
      billing: "unbilled",
      message: expect.stringMatching(/ledger failed.*is it running/),
    });
  });
});

describePostgres("a server of its own", () => {
  test("that is stopped at once and started again loses nothing, and is waited for", async () => {
    const server = await startServer();
    const own = await createDatabaseOn(server.connection);
    const reached = new Pool({ ...own, max: 3 });
    await migratePostgres(reached);
    const ledger = createPostgresLedger({ pool: reached });
    for (const id of ["1", "2"]) await ledger.reserve(createEntry(id), []);
    await server.stop("immediate");
    const settling = ledger.settle(createEntry("1"), "billed");
    const reserving = ledger.reserve(createEntry("3"), [{ maxCalls: 2 }]);
    await server.start();
    await settling;
    expect(await reserving).toMatchObject({ spentCalls: 1, reservedCalls: 1 });
    expect(await ledger.sum({})).toEqual({ spentCalls: 1, spentCost: "0.3", reservedCalls: 1, reservedCost: "0.3" });
    await reached.end();
    await server.close();
  });
});
