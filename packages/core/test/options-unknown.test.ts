import { ConfigError, createAdaptiveLimiter, createClient, createMemoryCache } from "@just-one/core";
import { createBreaker, createCacheStage, createLatches, createRetryStage } from "@just-one/core/lean";
import { createFileCache, createFileLedger, createPooledFetch } from "@just-one/core/node";
import { describe, expect, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

// A typo must not go to production: what nobody reads would quietly be no limit, no budget, no address.

const things = "GET /things/v1";
const id = { id: "1" };

describe("a client is not made with an option that nobody reads, and names what was meant", () => {
  test.each<[string, unknown, string]>([
    ["baseURL", "http://127.0.0.1:9", "`baseURL` is no option: did you mean `baseUrl`?"],
    ["timeout", 5000, "did you mean `timeoutMs`?"],
    ["deadline", 5000, "did you mean `deadlineMs`?"],
    ["retries", 0, "did you mean `retry`?"],
    ["catalogue", [], "did you mean `catalog`?"],
    ["onevent", () => undefined, "did you mean `onEvent`?"],
    ["budgets", {}, "did you mean `budget`?"],
    ["latch", false, "did you mean `latches`?"],
    ["ratelimit", {}, "did you mean `rateLimiter`?"],
    ["dispatcher", {}, "`dispatcher` is no option: there are token, environment, "],
    ["timeout", undefined, "did you mean `timeoutMs`?"],
  ])("%s: %s", (name, value, told) => {
    const create = (): unknown => createTestClient({ [name]: value });
    expect(create).toThrow(ConfigError);
    expect(create).toThrow(told);
  });

  test.each<[string, object, string]>([
    ["retry", { retries: 2 }, "`retry.retries` is no option: there are maxAttempts"],
    ["retry", { maxAttempt: 2 }, "did you mean `retry.maxAttempts`?"],
    ["budget", { maxCall: 2 }, "did you mean `budget.maxCalls`?"],
    ["rateLimiter", { concurency: 2 }, "did you mean `rateLimiter.concurrency`?"],
    ["breaker", { lost: 2 }, "`breaker.lost`"],
    ["cache", { ttlMs: 1, ttl: 2 }, "did you mean `cache.ttlMs`?"],
    ["latches", { reopenAfter: 2 }, "did you mean `latches.reopenAfterMs`?"],
  ])("%s: %j", (name, value, told) => {
    expect(() => createTestClient({ [name]: value })).toThrow(ConfigError);
    expect(() => createTestClient({ [name]: value })).toThrow(told);
  });

  test("a limiter of the caller's is no object of options", () => {
    const limiter = { acquire: () => () => undefined, own: 1 };
    expect(() => createTestClient({ rateLimiter: limiter })).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ["retry", 0, "`retry` must be an object or false, such as { maxAttempts: 3 }"],
    ["cache", true, "`cache` must be an object, such as { ttlMs: 60_000 }"],
    ["budget", 100, "`budget` must be an object or an array, such as { maxCalls: 1000 }"],
    ["rateLimiter", 4, "`rateLimiter` must be an object or false, such as { concurrency: 16 }"],
    ["breaker", true, "`breaker` must be an object or false, such as { lostInARow: 10 }"],
  ])("one of the wrong kind says what to write: %s: %s", (name, value, told) => {
    expect(() => createTestClient({ [name]: value })).toThrow(told);
  });

  test.each<unknown>([null, "marked-token-for-tests", 5, [[]]])("%j is told to be no object of options", (options) => {
    // Safe: what callers without types may do.
    const create = (): unknown => createClient(options as never);
    expect(create).toThrow("`options` must be an object");
    expect(create).not.toThrow("marked-token");
  });
});

describe("a call is not sent with an option that nobody reads", () => {
  test.each<[unknown, string]>([
    [{ timeout: 5 }, "`timeout` is no option: did you mean `timeoutMs`?"],
    [{ retries: 0 }, "did you mean `retry`?"],
    [{ retry: 0 }, "`retry` must be an object or false, such as { maxAttempts: 3 }"],
    [{ retry: { maxAttempt: 1 } }, "did you mean `retry.maxAttempts`?"],
    [{ lable: "x" }, "did you mean `label`?"],
    [{ baseUrl: "x" }, "`baseUrl` is no option"],
    [5000, "`options` must be an object"],
    ["refresh", "`options` must be an object"],
  ])("%j", async (options, told) => {
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch });
    // Safe: what callers without types may do.
    const result = await client.try(things, id, options as never);
    expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
    expect(result.ok ? "" : result.error.message).toContain(told);
    await expect(client.estimate(things, id, options as never)).rejects.toThrow(told);
    expect(vendor.asked).toEqual([]);
  });

  test("of a map, and of a sum", async () => {
    const client = createTestClient({ fetch: createVendor().fetch });
    const mapped = client.map(things, [id], { concurency: 2 } as never).next();
    await expect(mapped).rejects.toThrow("did you mean `concurrency`?");
    await expect(client.sum({ dya: "2026-11-24" } as never)).rejects.toThrow("there are day");
  });

  test("for what would quietly be nothing: inputs that are none, and days that no ledger knows", async () => {
    const client = createTestClient({ fetch: createVendor().fetch });
    for (const inputs of [undefined, null, { id: "1" }, 5]) {
      const mapped = client.map(things, inputs as never).next();
      await expect(mapped).rejects.toThrow(ConfigError);
    }
    for (const day of ["2026-1-1", "24.11.2026", "today", ""]) {
      await expect(client.sum({ day })).rejects.toThrow("a day in Shanghai");
      await expect(client.usage({ day })).rejects.toThrow(ConfigError);
    }
    // Safe: what callers without types may give.
    for (const scope of [{ since: new Date(Number.NaN) }, { since: {} as Date }, { label: { prefix: 5 } as never }]) {
      await expect(client.usage(scope)).rejects.toThrow(ConfigError);
      await expect(client.sum(scope)).rejects.toThrow(ConfigError);
    }
  });
});

test.each<[string, () => unknown, string]>([
  ["a limiter", () => createAdaptiveLimiter({ concurency: 1 } as never), "concurrency"],
  ["a cache in memory", () => createMemoryCache({ max: 1 } as never), "maxEntries"],
  ["a cache stage", () => createCacheStage({ ttlMs: 1, stor: 1 } as never), "store"],
  ["latches", () => createLatches({ reopen: 1 } as never), "reopenAfterMs"],
  ["a breaker", () => createBreaker({ lost: 1 } as never), "lostInARow"],
  ["a retry stage", () => createRetryStage({ attempts: 1 } as never), "maxAttempts"],
  ["a cache in a file", () => createFileCache({ path: "x", maxSize: 1 } as never), "`maxSize`"],
  ["a ledger in a file", () => createFileLedger({ file: "x" } as never), "path"],
  ["a ledger in no file", () => createFileLedger({} as never), "`path` must be a text"],
  ["a cache in no file", () => createFileCache({} as never), "`path` must be a text"],
])("%s is not made with an option that nobody reads", (_what, create, named) => {
  expect(create).toThrow(ConfigError);
  expect(create).toThrow(named);
});

test("a pool is not made with an option that nobody reads", async () => {
  await expect(createPooledFetch({ maxConnection: 1 } as never)).rejects.toThrow("did you mean `maxConnections`?");
});
