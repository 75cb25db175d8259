import type { ClientEvent } from "@just-one/core";
import { createBreaker, createLeanClient } from "@just-one/core/lean";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { type Answer, createDoor, createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

const things = "GET /things/v1";
const parts = "GET /things/{id}/parts/v1";
const id = { id: "1" };
const minute = 60_000;

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T03:00:00Z"), toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

type Say = () => Answer | Promise<Answer>;
const lose: Say = () => Promise.reject(new TypeError("fetch failed"));

function createScene(options: Parameters<typeof createTestClient>[0] = {}) {
  let say: Say = lose;
  const vendor = createVendor(() => say());
  const client = createTestClient({ fetch: vendor.fetch, retry: false, ...options });
  /** Asks so often in turn, and tells how many requests that took. */
  const ask = async (count: number, next: Say = say): Promise<number> => {
    say = next;
    const before = vendor.asked.length;
    for (let index = 0; index < count; index += 1) await client.try(things, { id: `${index}` });
    return vendor.asked.length - before;
  };
  return { client, vendor, ask, answers: (next: Say) => void (say = next) };
}

test("ten losses in a row stop the eleventh call unsent, with what to do", async () => {
  const events: ClientEvent[] = [];
  const { client, vendor, ask } = createScene({ onEvent: (event) => void events.push(event) });
  expect(await ask(10)).toBe(10);
  for (const operation of [things, parts] as const) {
    expect(await client.try(operation, id)).toMatchObject({
      ok: false,
      error: {
        kind: "transport",
        phase: "connect",
        billing: "unbilled",
        retryable: true,
        message: `${operation} was not sent: the last 10 requests were lost, and a further one may be paid for without a reply. Nothing is sent until 2026-11-24T03:01:00.000Z: look after network, proxy and vendor`,
        cause: { kind: "transport", phase: "sent", billing: "unknown" },
      },
      meta: { attempts: [] },
    });
  }
  expect(vendor.asked).toHaveLength(10);
  expect(events.at(-2)).toMatchObject({ type: "latched", operation: parts, until: new Date("2026-11-24T03:01:00Z") });
  expect(await client.usage()).toMatchObject([{ spentCalls: 0, reservedCalls: 10 }]);
  expect(await client.estimate(things, id)).toMatchObject({ outcome: "closed" });
});

describe("the row", () => {
  test.each<[what: string, say: Say]>([
    ["a success", () => 0],
    ["a failure of the vendor's", () => 400],
    ["a code that nobody knows", () => 101],
  ])("begins anew after %s", async (_what, say) => {
    const { ask } = createScene();
    await ask(9, lose);
    expect(await ask(1, say)).toBe(1);
    expect(await ask(9, lose)).toBe(9);
    expect(await ask(1, say)).toBe(1);
  });

  test.each<[what: string, say: Say, options: object]>([
    ["lost connections", lose, {}],
    ["time limits", () => new Promise(() => undefined), { timeoutMs: 5 }],
    ["pages of a gateway", () => new Response("<html>", { status: 502 }), {}],
  ])("is made of %s", async (_what, say, options) => {
    const { ask } = createScene({ ...options, breaker: { lostInARow: 3 } });
    expect(await ask(5, say)).toBe(3);
  });

  test("counts each attempt of a call that is to be sent again", async () => {
    const { client, vendor } = createScene({
      retry: { baseMs: 0, maxAttempts: 5, retryUnknown: true },
      breaker: { lostInARow: 3 },
    });
    expect(await client.try(things, id)).toMatchObject({ ok: false, error: { billing: "unknown" } });
    expect(vendor.asked).toHaveLength(3);
  });

  test("leaves out what was never sent, and does not begin anew with it", async () => {
    const refuse = Object.assign(new TypeError("fetch failed"), {
      cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED", syscall: "connect" }),
    });
    const { ask } = createScene();
    expect(await ask(30, () => Promise.reject(refuse))).toBe(30);
    await ask(9, lose);
    await ask(3, () => Promise.reject(refuse));
    expect(await ask(3, lose)).toBe(1);
  });

  test("leaves out what its callers aborted", async () => {
    const { client, answers, vendor } = createScene();
    answers(() => new Promise(() => undefined));
    for (let index = 1; index <= 15; index += 1) {
      const gone = new AbortController();
      const call = client.try(things, { id: `${index}` }, { signal: gone.signal });
      await vi.waitFor(() => expect(vendor.asked).toHaveLength(index));
      gone.abort();
      expect(await call).toMatchObject({ error: { kind: "aborted", billing: "unknown" } });
    }
    answers(() => 0);
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });
});

describe("once it is open", () => {
  test("one call of many is sent after a minute; any reply lets all go again", async () => {
    for (const code of [0, 500]) {
      const { client, vendor, ask, answers } = createScene();
      await ask(10);
      vi.advanceTimersByTime(minute - 1);
      expect(await ask(5)).toBe(0);
      vi.advanceTimersByTime(1);
      const door = createDoor();
      answers(async () => {
        await door.opened;
        return code;
      });
      const probe = client.try(things, { id: "probe" });
      await vi.waitFor(() => expect(vendor.asked).toHaveLength(11));
      const others = await Promise.all([1, 2, 3].map((number) => client.try(things, { id: `${number}` })));
      expect(others.filter(({ meta }) => meta.attempts.length === 0)).toHaveLength(3);
      door.open();
      await probe;
      expect(await ask(5, () => 0)).toBe(5);
    }
  });

  test("a loss of the one that tries doubles the wait, up to a quarter of an hour", async () => {
    const { ask } = createScene();
    await ask(10);
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      vi.advanceTimersByTime(minutes * minute - 1);
      expect(await ask(3)).toBe(0);
      vi.advanceTimersByTime(1);
      expect(await ask(3)).toBe(1);
    }
    vi.advanceTimersByTime(15 * minute);
    expect(await ask(1, () => 0)).toBe(1);
    expect(await ask(20, lose)).toBe(10);
    vi.advanceTimersByTime(minute);
    expect(await ask(3, lose)).toBe(1);
  });

  test("a call that tries and is never sent, or aborted, gives its place to the next one", async () => {
    const { client, ask, answers, vendor } = createScene();
    await ask(10);
    vi.advanceTimersByTime(minute);
    await client.try(things, id, { signal: AbortSignal.abort() });
    await client.try(things, id, { deadlineMs: 0 });
    answers(() => new Promise(() => undefined));
    const gone = new AbortController();
    const aborted = client.try(things, id, { signal: gone.signal });
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(11));
    gone.abort();
    await aborted;
    expect(await ask(5, () => 0)).toBe(5);
  });

  test("a reply to a request from before lets all go again, and losses from before change nothing", async () => {
    const doors = [createDoor(), createDoor()];
    const vendor = createVendor(async ({ number }) => {
      if (number > 12) return 0;
      if (number > 2) return lose();
      await doors[number - 1]?.opened;
      return number === 1 ? lose() : 0;
    });
    const client = createTestClient({ fetch: vendor.fetch, retry: false });
    const [lost, replied] = [1, 2].map((number) => client.try(things, { id: `slow ${number}` }));
    for (let index = 0; index < 10; index += 1) await client.try(things, { id: `${index}` });
    doors[0]?.open();
    await lost;
    expect(await client.try(things, id)).toMatchObject({ error: { message: expect.stringContaining("03:01:00") } });
    doors[1]?.open();
    expect(await replied).toMatchObject({ ok: true });
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });

  test("`reset` sends again, the cache still answers, and other clients are not concerned", async () => {
    const cached = createScene({ cache: { ttlMs: 3_600_000 }, breaker: { lostInARow: 1 } });
    await cached.ask(1, () => 0);
    cached.answers(lose);
    await cached.client.try(parts, id);
    expect(await cached.client.try(things, { id: "0" })).toMatchObject({ ok: true, meta: { cached: true } });
    expect(await cached.client.try(parts, { id: "2" })).toMatchObject({ ok: false, meta: { attempts: [] } });
    cached.client.reset();
    expect(await cached.ask(1, () => 0)).toBe(0);
    expect(await cached.client.try(parts, id)).toMatchObject({ ok: true });
    expect(await createScene().ask(1)).toBe(1);
  });

  test("calls that waited for the rate limit meanwhile are not sent", async () => {
    const { client, vendor, answers } = createScene({ rateLimiter: { concurrency: 4 }, breaker: { lostInARow: 3 } });
    const door = createDoor();
    answers(async () => {
      await door.opened;
      return lose();
    });
    const calls = Array.from({ length: 50 }, (_, index) => client.try(things, { id: `${index}` }));
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(4));
    door.open();
    await Promise.all(calls);
    expect(vendor.asked.length).toBeLessThanOrEqual(7);
  });
});

test("it can be turned off, and set", async () => {
  expect(await createScene({ breaker: false }).ask(50)).toBe(50);
  expect(await createScene({ breaker: { lostInARow: 2, reopenAfterMs: Infinity } }).ask(50)).toBe(2);
  expect(await createScene({ latches: false }).ask(50)).toBe(10);
  const waits = createScene({ breaker: { lostInARow: 1, reopenAfterMs: 10, reopenCapMs: 20 } });
  expect(await waits.ask(3)).toBe(1);
  vi.advanceTimersByTime(10);
  expect(await waits.ask(3)).toBe(1);
});

test.each([{ lostInARow: 0 }, { lostInARow: 1.5 }, { lostInARow: Number.NaN }, { reopenAfterMs: -1 }])(
  "%j is refused",
  (breaker) => {
    expect(() => createTestClient({ breaker })).toThrow(`\`breaker.${Object.keys(breaker)[0]}\` must be a`);
  },
);

test("a lean client has it when it is given one, and no other way", async () => {
  for (const [stages, sent] of [
    [[createBreaker({ lostInARow: 2 })], 2],
    [[], 5],
  ] as const) {
    const vendor = createVendor(lose);
    const client = createLeanClient<TestOperations>({
      token: "marked-token-for-tests",
      catalog: testCatalog,
      fetch: vendor.fetch,
      stages,
    });
    for (let index = 0; index < 5; index += 1) await client.try(things, id);
    expect(vendor.asked).toHaveLength(sent);
  }
});
