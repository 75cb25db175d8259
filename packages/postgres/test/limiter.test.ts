import { setTimeout } from "node:timers/promises";
import { ConfigError, createClient, type Release } from "@just-one/core";
import {
  createPostgresLimiter,
  migratePostgres,
  type PostgresLimiter,
  type PostgresLimiterOptions,
} from "@just-one/postgres";
import { createDatabase, describePostgres, openPool, type TestDatabase } from "@just-one/postgres-server";
import type { Pool } from "pg";
import { afterEach, beforeAll, expect, test } from "vitest";

let database: TestDatabase;
let pool: Pool;
let accounts = 0;
const open: PostgresLimiter[] = [];

/** Limiters as of several machines that share an account. */
function openLimiters(count: number, options: Partial<PostgresLimiterOptions>): readonly PostgresLimiter[] {
  accounts += 1;
  const limiters = Array.from({ length: count }, () =>
    createPostgresLimiter({ pool, account: `${accounts}`, ...options }),
  );
  open.push(...limiters);
  return limiters;
}

/**
 * Makes requests one after the other in so many loops at once, until it is enough, and counts how many are under way in
 * all.
 */
async function work(
  limiters: readonly PostgresLimiter[],
  loops: number,
  isEnough: (done: readonly number[], most: number) => boolean,
): Promise<readonly [number, readonly number[]]> {
  let running = 0;
  let most = 0;
  let isOver = false;
  const done = limiters.map(() => 0);
  await Promise.all(
    limiters.flatMap((limiter, which) =>
      Array.from({ length: loops }, async () => {
        for (;;) {
          const release = await limiter.acquire("GET /a");
          isOver ||= isEnough(done, most);
          if (isOver) return release("failed");
          done[which] = (done[which] ?? 0) + 1;
          running += 1;
          most = Math.max(most, running);
          await setTimeout(20);
          running -= 1;
          release("succeeded");
        }
      }),
    ),
  );
  return [most, done];
}

const sum = (counts: readonly number[]): number => counts.reduce((total, one) => total + one, 0);

/** 1 where all made as many. */
const findFairness = (done: readonly number[]): number =>
  sum(done) ** 2 / (done.length * sum(done.map((one) => one ** 2)));

const readPace = async (): Promise<Readonly<Record<string, unknown>>> =>
  (
    await pool.query("select *, opens_at > clock_timestamp() as rests from just_one.pace where account = $1", [
      `${accounts}`,
    ])
  ).rows[0];

describePostgres("a limiter in Postgres", () => {
  beforeAll(async () => {
    database = await createDatabase();
    pool = openPool(database);
    await migratePostgres(pool);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(async (limiter) => limiter.close()));
  });

  test("lets no more run at once than all machines together may, and each its share", async () => {
    const [most] = await work(
      openLimiters(4, { concurrency: 8 }),
      16,
      (done, highest) => sum(done) >= 600 && findFairness(done) > 0.5 && highest > 4,
    );
    expect(most).toBeLessThanOrEqual(8);
  });

  test("serves all who share one place in turn", async () => {
    const [most] = await work(openLimiters(3, { concurrency: 1 }), 2, (done) => done.every((count) => count > 0));
    expect(most).toBe(1);
  });

  test("is one process's alone as long as no other wants it", async () => {
    const [one] = openLimiters(2, { concurrency: 6 });
    const releases = await Promise.all(Array.from({ length: 6 }, async () => one?.acquire("GET /a")));
    expect(releases).toHaveLength(6);
    const others = await Promise.all(Array.from({ length: 3 }, async () => one?.acquire("GET /b")));
    for (const release of [...releases, ...others]) release?.("succeeded");
  });

  test("takes back what a process had that is gone", async () => {
    const [dead, other] = openLimiters(2, { concurrency: 2 });
    await Promise.all([dead?.acquire("GET /a"), dead?.acquire("GET /a")]);
    const waiting = other?.acquire("GET /a");
    expect(await Promise.race([waiting, setTimeout(50, "still waiting")])).toBe("still waiting");
    // As if ten seconds had passed.
    await pool.query("update just_one.permit set expires_at = clock_timestamp() where account = $1", [`${accounts}`]);
    (await waiting)?.("succeeded");
  });

  test("does not rest for an hour because the server's clock was set back one", async () => {
    const [dead, other] = openLimiters(2, { concurrency: 2, requestsPerMinute: 6000, burst: 1, pauseMs: 1 });
    const releases = await Promise.all([dead?.acquire("GET /a"), dead?.acquire("GET /a")]);
    await other?.close();
    // What was written before the clock was set back lies in the future now.
    for (const [table, columns] of [
      ["permit", ["had_at", "expires_at"]],
      ["pace", ["cut_at", "opens_at", "next_slot", "seen_at"]],
    ] as const) {
      const shifts = columns.map((column) => `${column} = ${column} + interval '1 hour'`).join(", ");
      await pool.query(`update just_one.${table} set ${shifts} where account = $1`, [`${accounts}`]);
    }
    for (const release of releases) release?.("succeeded");
    const [next] = [
      createPostgresLimiter({
        pool,
        account: `${accounts}`,
        concurrency: 2,
        requestsPerMinute: 6000,
        burst: 1,
        pauseMs: 1,
      }),
    ];
    open.push(next);
    const release = await next.acquire("GET /a");
    release("limited"); // is news, though a cut lay in the future
    await expect.poll(readPace).toMatchObject({ most: 1 });
  });

  test("halves once for all requests that were under way together, and rests", async () => {
    const limiters = openLimiters(2, { concurrency: 16, pauseMs: 60_000 });
    const releases = await Promise.all(
      limiters.flatMap((limiter) => Array.from({ length: 8 }, async () => limiter.acquire("GET /a"))),
    );
    const rests = releases.map((release) => release("limited"));
    // Each process tells of it once.
    expect(rests.filter((restMs) => typeof restMs === "number")).toHaveLength(2);
    await expect
      .poll(async () =>
        pool
          .query("select 1 from just_one.permit where account = $1 and held > 0", [`${accounts}`])
          .then(({ rows }) => rows.length),
      )
      .toBeLessThan(2);
    await Promise.all(limiters.map(async (limiter) => limiter.close()));
    expect(await readPace()).toMatchObject({ most: 8, rests: true });
  });

  test("halves again for a request that started afterwards, and grows back with successes", async () => {
    const [limiter] = openLimiters(1, { concurrency: 16, pauseMs: 0 });
    const fail = async (): Promise<void> => void (await limiter?.acquire("GET /a"))?.("limited");
    await fail();
    await expect.poll(readPace).toMatchObject({ most: 8 });
    await setTimeout(60); // what starts within 50 ms counts as earlier
    await fail();
    await expect.poll(readPace).toMatchObject({ most: 4 });
    for (let count = 0; count < 5; count += 1) (await limiter?.acquire("GET /a"))?.("succeeded");
    await limiter?.close();
    // 5.25 when the database is told of all at once, a little less when a slow machine tells of them in parts.
    const most = Number((await readPace())["most"]);
    expect([most > 5.1, most < 5.2501]).toEqual([true, true]);
  });

  test("rests on every machine as long as the vendor asks for", async () => {
    const [one, other] = openLimiters(2, {});
    const release = await one?.acquire("GET /a");
    expect(release?.("limited", 3_600_000)).toBe(3_600_000);
    await expect.poll(readPace).toMatchObject({ rests: true });
    const end = new AbortController();
    const waiting = other?.acquire("GET /a", end.signal);
    await expect
      .poll(async () =>
        pool.query("select 1 from just_one.permit where account = $1", [`${accounts}`]).then(({ rows }) => rows.length),
      )
      .toBe(1);
    end.abort(new Error("no longer"));
    await expect(waiting).rejects.toThrow("no longer");
  });

  test("gives each request a start of its own, evenly, and keeps none that is too late", async () => {
    const limiters = openLimiters(2, { requestsPerMinute: 6000, concurrency: 64 });
    const startedAt = performance.now();
    const starts = await Promise.all(
      limiters.flatMap((limiter) => Array.from({ length: 15 }, async () => limiter.acquire("GET /a"))),
    );
    // Thirty starts have 29 gaps of 10 ms between them, and no clock is ahead of itself.
    expect(performance.now() - startedAt).toBeGreaterThan(285);
    for (const release of starts) release("succeeded");
  });

  test("knows no end where an option has none", async () => {
    const [limiter] = openLimiters(1, {
      concurrency: Infinity,
      requestsPerMinute: Infinity,
      burst: Infinity,
      pauseMs: Infinity,
      maxQueue: Infinity,
    });
    const releases = await Promise.all(Array.from({ length: 100 }, async () => limiter?.acquire("GET /a")));
    expect(releases.map((release) => release?.("limited")).filter((restMs) => Number(restMs) > 1e8)).toHaveLength(1);
    await expect.poll(readPace).toMatchObject({ most: 500_000, rests: true });
  });

  test("refuses options that would mean something else", () => {
    for (const wrong of [
      { concurrency: 0 },
      { requestsPerMinute: Number.NaN },
      { burst: 0 },
      { pauseMs: -1 },
      { concurency: 5 },
      { account: 5 },
      { pool: {} },
    ])
      expect(() => openLimiters(1, wrong as never)).toThrow(ConfigError);
  });

  test("lets a burst start at once", async () => {
    const [limiter] = openLimiters(1, { requestsPerMinute: 1, burst: 5 });
    const starts = await Promise.all(Array.from({ length: 5 }, async () => limiter?.acquire("GET /a")));
    expect(starts).toHaveLength(5);
  });

  test("is left by whoever aborts, refuses those who are too many, and nobody once it is closed", async () => {
    const [limiter] = openLimiters(1, { concurrency: 1, maxQueue: 2 });
    const release = await limiter?.acquire("GET /a");
    const end = new AbortController();
    const waiting = [limiter?.acquire("GET /a", end.signal), limiter?.acquire("GET /a")] as readonly Promise<Release>[];
    await expect(limiter?.acquire("GET /a")).rejects.toThrow(/2 calls of this operation wait already/);
    end.abort();
    await expect(waiting[0]).rejects.toThrow(/abort/);
    await expect(limiter?.acquire("GET /a", AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
    release?.("succeeded");
    (await waiting[1])?.("failed");
    await limiter?.close();
    await expect(limiter?.acquire("GET /a")).rejects.toThrow(/closed/);
  });

  test("fails a call at once, unsent, with what to do, where there is no server", async () => {
    const [rateLimiter] = openLimiters(1, { pool: openPool({ ...database, port: 1 }) });
    const client = createClient({ token: "t", baseUrl: "http://127.0.0.1:1", ...(rateLimiter && { rateLimiter }) });
    const { error } = await client.try("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
      oAuthorId: "1",
    });
    expect(error).toMatchObject({
      kind: "config",
      billing: "unbilled",
      message: expect.stringMatching(/is it running/),
    });
  });
});
