import { setImmediate } from "node:timers/promises";
import { type ClientOptions, createMemoryLedger, type Ledger, type Middleware, type Result } from "@just-one/core";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createReply } from "./support/create-vendor.ts";
import { envelope } from "./support/replies.ts";

// Whatever callers do and the vendor answers, in whatever order: money and places are accounted for.

const things = "GET /things/v1";
const data = { name: "a thing" };

const outcomes = fc.array(
  fc.record({
    how: fc.constantFrom("0", "0", "0", "301", "302", "400", "777", "lost", "unsent", "never", "html", "unended"),
    afterMs: fc.integer({ min: 0, max: 1500 }),
  }),
  { maxLength: 12 },
);

const callers = fc.array(
  fc.record({
    atMs: fc.integer({ min: 0, max: 1500 }),
    id: fc.constantFrom("1", "1", "2"),
    abortAfterMs: fc.constantFrom(undefined, undefined, 0, 200, 900, 1700),
    deadlineMs: fc.constantFrom(undefined, undefined, 700, 2000),
    timeoutMs: fc.constantFrom(undefined, undefined, 500),
    cache: fc.constantFrom<"use" | "refresh" | "off">("use", "use", "use", "refresh", "off"),
    by: fc.constantFrom<"client" | "child" | "limited">("client", "client", "child", "limited"),
  }),
  { minLength: 1, maxLength: 6 },
);

const settings = fc.record({
  maxCalls: fc.constantFrom(1, 2, 3, 50),
  window: fc.constantFrom<"process" | "day">("process", "day"),
  concurrency: fc.constantFrom(1, 2, 16),
  cache: fc.constantFrom(undefined, { ttlMs: 60_000 }),
  isSlowLedger: fc.boolean(),
  retryUnknown: fc.boolean(),
  middleware: fc.constantFrom(undefined, undefined, "passes", "answers", "throws", "hangs"),
  childClosesAtMs: fc.constantFrom(undefined, undefined, 300, 1000),
  closesAtMs: fc.constantFrom(undefined, undefined, 700, 1400),
});

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

test("every call ends once, no budget is passed, nothing is left over, and what was paid for is reported once", async () => {
  await fc.assert(
    fc.asyncProperty(settings, callers, outcomes, async (set, asked, planned) => {
      vi.clearAllTimers();
      const vendor = createPlannedVendor(planned);
      const told: string[] = [];
      const client = createTestClient({
        fetch: vendor.fetch,
        timeoutMs: 1000,
        budget: { maxCalls: set.maxCalls, window: set.window },
        rateLimiter: { concurrency: set.concurrency, pauseMs: 100 },
        retry: { baseMs: 50, retryUnknown: set.retryUnknown },
        ledger: set.isSlowLedger ? createSlowLedger() : createMemoryLedger(),
        breaker: { lostInARow: 4, reopenAfterMs: 100 },
        middleware: createMiddleware(set.middleware),
        onEvent: ({ type, callId = "" }) => /failed|refused/.test(type) && told.push(callId),
        ...(set.cache === undefined ? {} : { cache: set.cache }),
      } satisfies Partial<ClientOptions>);
      const child = client.with({ label: "child" });
      const clients = { client, child, limited: child.with({ budget: { maxCalls: 2 } }) };
      const results: Result<unknown>[] = [];
      const closed: string[] = [];
      for (const [name, atMs] of [["child", set.childClosesAtMs] as const, ["client", set.closesAtMs] as const]) {
        if (atMs !== undefined) setTimeout(() => void clients[name].close().then(() => closed.push(name)), atMs);
      }
      for (const { atMs, id, abortAfterMs, by, ...options } of asked) {
        setTimeout(() => {
          const controller = new AbortController();
          if (abortAfterMs !== undefined) setTimeout(() => controller.abort(), abortAfterMs);
          const signal = abortAfterMs === undefined ? undefined : controller.signal;
          void clients[by].try(things, { id }, { ...options, signal }).then((result) => results.push(result));
        }, atMs);
      }
      for (let step = 0; step < 200 && results.length < asked.length; step += 1) await pass(1000);
      await pass(3000);

      const attempts = results.flatMap(({ meta }) => meta.attempts);
      const total = await client.sum();
      // Who left a request that was under way does not have it among its attempts.
      const left = results.filter((result) => !result.ok && /under way and may/.test(result.error.message)).length;
      const sent = attempts.filter(({ billing, code }) => billing !== "unbilled" || code !== undefined).length;
      const billed = attempts.filter(({ billing }) => billing === "billed").length;
      const successes = results.filter(({ ok }) => ok);
      const failures = results.filter(({ ok }) => !ok);
      expect(results).toHaveLength(asked.length);
      expect(vendor.arrived()).toBeLessThanOrEqual(sent + left);
      expect(total.spentCalls + total.reservedCalls).toBeLessThanOrEqual(set.maxCalls);
      expect(await client.unreconciled()).toHaveLength(total.reservedCalls);
      expect(total.spentCalls).toBeGreaterThanOrEqual(billed);
      expect(total.spentCalls).toBeLessThanOrEqual(billed + left);
      expect(results.filter(({ meta }) => meta.billing === "billed")).toHaveLength(billed);
      expect(new Set(results.map(({ meta }) => meta.callId)).size).toBe(results.length);
      expect(told).toHaveLength(failures.length);
      expect(new Set(told)).toEqual(new Set(failures.map(({ meta }) => meta.callId)));
      expect(closed).toHaveLength(Number(set.childClosesAtMs !== undefined) + Number(set.closesAtMs !== undefined));
      expect(successes).toEqual(successes.map(() => expect.objectContaining({ data })));
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: 300 },
  );
});

async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) {
    await vi.advanceTimersByTimeAsync(50);
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  }
}

function createMiddleware(how: string | undefined): Middleware[] {
  let asked = 0;
  const isTurn = (): boolean => (asked += 1) % 2 === 0;
  switch (how) {
    case undefined:
      return [];
    case "answers":
      return [{ onRequest: () => (isTurn() ? createReply(asked % 4 === 0 ? 0 : 303) : undefined) }];
    case "throws":
      return [{ onResponse: () => (isTurn() ? Promise.reject(new Error("mine")) : undefined) }];
    case "hangs":
      return [{ onResponse: () => (isTurn() ? new Promise(() => undefined) : undefined) }];
    default:
      return [{ onRequest: () => undefined, onResponse: () => undefined }];
  }
}

/** Answers each request as planned, and the others with success; counts those that arrived. */
function createPlannedVendor(planned: readonly { readonly how: string; readonly afterMs: number }[]) {
  let asked = 0;
  let arrived = 0;
  const fetch: typeof globalThis.fetch = (_input, init) => {
    const { how, afterMs } = planned[asked] ?? { how: "0", afterMs: 0 };
    asked += 1;
    if (how !== "unsent") arrived += 1;
    return new Promise((resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      if (how === "never") return;
      setTimeout(() => {
        if (how === "lost") reject(createLoss({ code: "ECONNRESET" }));
        else if (how === "unsent") reject(createLoss({ code: "ECONNREFUSED", syscall: "connect" }));
        else resolve(createAnswer(how));
      }, afterMs);
    });
  };
  return { fetch, arrived: () => arrived };
}

function createLoss(facts: object): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("lost"), facts) });
}

function createAnswer(how: string): Response {
  if (how === "html") return new Response("<html>");
  if (how !== "unended") return createReply(Number(how));
  const whole = new TextEncoder().encode(envelope(0, { data }));
  return new Response(new ReadableStream({ start: (controller) => controller.enqueue(whole) }));
}

/** A ledger that takes a millisecond for everything. */
function createSlowLedger(): Ledger {
  const memory = createMemoryLedger();
  return {
    ...memory,
    reserve: (entry, limit) => waitShortly().then(() => memory.reserve(entry, limit)),
    settle: (entry, billing) => waitShortly().then(() => memory.settle(entry, billing)),
  };
}

function waitShortly(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, 1));
}
