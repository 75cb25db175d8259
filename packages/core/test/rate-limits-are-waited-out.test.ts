import type { Client, ClientEvent, ClientOptions } from "@just-one/core";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { collect } from "./support/collect.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor, type Vendor } from "./support/create-vendor.ts";
import { createInputs } from "./support/inputs.ts";
import type { TestOperations } from "./support/operations.ts";
import { envelope } from "./support/replies.ts";

const things = "GET /things/v1";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Says at a moment whether it lets one through; else the milliseconds until it may. */
type Limit = (now: number) => number | undefined;

const limits: Readonly<Record<string, () => Limit>> = {
  "30 in any minute": () => createWindow(30, 60_000),
  "30 in each minute of the clock": () => createFixedWindow(30, 60_000),
  "30 a minute, 5 at once": () => createBucket(5, 30 / 60_000),
  "1200 an hour, 50 at once": () => createBucket(50, 1200 / 3_600_000),
};

function createWindow(most: number, ms: number): Limit {
  const taken: number[] = [];
  return (now) => {
    while ((taken[0] ?? Infinity) <= now - ms) taken.shift();
    if (taken.length >= most) return (taken[0] ?? 0) + ms - now;
    taken.push(now);
    return undefined;
  };
}

function createFixedWindow(most: number, ms: number): Limit {
  let window = -1;
  let count = 0;
  return (now) => {
    if (Math.floor(now / ms) !== window) count = 0;
    window = Math.floor(now / ms);
    count += 1;
    return count > most ? ms - (now % ms) : undefined;
  };
}

function createBucket(size: number, perMs: number): Limit {
  let tokens = size;
  let at = 0;
  return (now) => {
    tokens = Math.min(size, tokens + (now - at) * perMs);
    at = now;
    if (tokens < 1) return (1 - tokens) / perMs;
    tokens -= 1;
    return undefined;
  };
}

interface Scene {
  readonly vendor: Vendor;
  readonly client: Client<TestOperations>;
  readonly events: ClientEvent[];
  readonly refused: number[];
}

/** A vendor with a limit, whose replies take 200 ms, and a client with defaults. */
function createScene(limit: Limit, saysWhen: boolean, options: Partial<ClientOptions> = {}): Scene {
  const events: ClientEvent[] = [];
  const refused: number[] = [];
  const began = performance.now();
  const vendor = createVendor(async () => {
    const now = performance.now() - began;
    const waitMs = limit(now);
    await new Promise((resolve) => void setTimeout(resolve, 200));
    if (waitMs === undefined) return 0;
    refused.push(now);
    const headers: HeadersInit = saysWhen ? { "retry-after": `${Math.ceil(waitMs / 1000)}` } : {};
    return new Response(envelope(302), { status: 429, headers });
  });
  const client = createTestClient({
    fetch: vendor.fetch,
    retry: undefined,
    onEvent: (event) => void events.push(event),
    ...options,
  });
  return { vendor, client, events, refused };
}

/** Lets time pass until a promise is settled; resolves to its value and the milliseconds that it took. */
async function pass<T>(promise: Promise<T>, mostMs = 4 * 3_600_000): Promise<{ value: T; tookMs: number }> {
  const began = performance.now();
  const state = { isOver: false };
  const settled = promise.finally(() => (state.isOver = true));
  settled.catch(() => undefined);
  while (!state.isOver && performance.now() - began < mostMs) await vi.advanceTimersByTimeAsync(1000);
  if (!state.isOver) throw new Error("it never ended");
  return { value: await settled, tookMs: performance.now() - began };
}

describe.each(Object.entries(limits))("of %s", (_name, create) => {
  test.each([true, false])("every one of 120 inputs gets its data (with Retry-After: %j)", async (saysWhen) => {
    const { client, refused, vendor } = createScene(create(), saysWhen);
    const { value, tookMs } = await pass(collect(client.map(things, createInputs(120))));
    expect(value.filter(({ ok }) => !ok)).toEqual([]);
    expect(value).toHaveLength(120);
    expect(vendor.asked).toHaveLength(120 + refused.length);
    expect(refused.length).toBeLessThan(60);
    expect(tookMs).toBeLessThan(8 * 60_000);
  });

  test("and of 120 calls at once", async () => {
    const { client, refused } = createScene(create(), true);
    const calls = Array.from({ length: 120 }, (_, number) => client.call(things, { id: String(number) }));
    const { tookMs } = await pass(Promise.all(calls));
    expect(refused.length).toBeLessThan(100);
    expect(tookMs).toBeLessThan(8 * 60_000);
  });
});

test("of 30 in any minute is waited out in 6 minutes, whatever random waits fall together", async () => {
  const random = vi.spyOn(Math, "random");
  onTestFinished(() => random.mockRestore());
  const times: number[] = [];
  for (let seed = 0; seed < 50; seed += 1) {
    let drawn = seed;
    random.mockImplementation(() => (drawn = (drawn * 16_807 + 11) % 2_147_483_647) / 2_147_483_647);
    const { client } = createScene(createWindow(30, 60_000), seed % 2 === 0);
    times.push((await pass(collect(client.map(things, createInputs(120))))).tookMs);
  }
  expect(Math.max(...times)).toBeLessThan(6 * 60_000);
});

/** Lets `most` through, and then nothing until a moment. */
function createClosed(most: number, untilMs: number): Limit {
  let count = 0;
  return (now) => {
    count += 1;
    return count > most && now < untilMs ? untilMs - now : undefined;
  };
}

describe("a refused operation", () => {
  test("rests for an hour where the vendor says so, tells it, and goes on", async () => {
    const { client, events, vendor } = createScene(createClosed(1, 3_500_000), true);
    const { value, tookMs } = await pass(collect(client.map(things, createInputs(20))));
    expect(value.every(({ ok }) => ok)).toBe(true);
    expect(tookMs).toBeGreaterThan(3_500_000);
    expect(vendor.asked.length).toBeLessThanOrEqual(20 + 4);
    expect(events).toContainEqual(expect.objectContaining({ type: "paused", operation: things }));
    const paused = events.find(({ type }) => type === "paused");
    expect(paused?.type === "paused" && paused.waitMs).toBeGreaterThan(3_490_000);
  });

  test("is asked again every 5 to 30 s where the vendor says nothing, up to an hour, one call at a time", async () => {
    const { client, refused, vendor } = createScene(createClosed(1, 3_400_000), false);
    const { value } = await pass(collect(client.map(things, createInputs(20))));
    expect(value.every(({ ok }) => ok)).toBe(true);
    expect(refused.length).toBeLessThan(250);
    const waits = refused.slice(4).map((at, index) => at - (refused[index + 3] ?? 0));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(4800);
    expect(vendor.peak).toBeLessThanOrEqual(4);
  });

  test("lets no waiter come back before its time, nor all at once", async () => {
    const { client, vendor } = createScene(createClosed(0, 60_000), true);
    const times: number[] = [];
    const calls = Array.from({ length: 64 }, (_, number) => client.call(things, { id: String(number) }));
    await vi.advanceTimersByTimeAsync(59_000);
    const before = vendor.asked.length;
    expect(before).toBe(16);
    const all = Promise.all(calls);
    for (let ms = 0; ms < 30_000; ms += 100) {
      await vi.advanceTimersByTimeAsync(100);
      times.push(vendor.asked.length);
    }
    const mostAtOnce = Math.max(...times.map((count, index) => count - (times[index - 1] ?? before)));
    expect(mostAtOnce).toBeLessThanOrEqual(8);
    await pass(all);
  });

  test("does not wait for those who have a deadline or give up: they end in time, unsent", async () => {
    const { client, vendor } = createScene(createClosed(0, 60_000), true, { twins: false });
    const first = client.try(things, { id: "0" });
    await vi.advanceTimersByTimeAsync(1000);
    const controller = new AbortController();
    const late = client.try(things, { id: "1" }, { deadlineMs: 10_000 });
    const aborted = client.try(things, { id: "2" }, { signal: controller.signal });
    const { value, tookMs } = await pass(late);
    expect(value).toMatchObject({
      error: { kind: "timeout", scope: "deadline", billing: "unbilled", meta: { attempts: [] } },
    });
    expect(tookMs).toBeLessThanOrEqual(11_000);
    controller.abort();
    expect(await aborted).toMatchObject({ error: { kind: "aborted", billing: "unbilled", meta: { attempts: [] } } });
    expect(vendor.asked).toHaveLength(1);
    expect((await pass(first)).value.ok).toBe(true);
  });

  test("ends a call that is refused whose deadline comes before the rest is over, at once", async () => {
    const { client } = createScene(createClosed(0, 60_000), true);
    const { value, tookMs } = await pass(client.try(things, { id: "0" }, { deadlineMs: 20_000 }));
    expect(value).toMatchObject({ error: { kind: "api", code: 302, retryAfterMs: 60_000 } });
    expect(tookMs).toBeLessThanOrEqual(1000);
  });

  test("keeps no other operation waiting", async () => {
    const { client } = createScene(() => undefined, true);
    const { tookMs } = await pass(client.call("GET /things/{id}/parts/v1", { id: "1" }));
    expect(tookMs).toBeLessThanOrEqual(1000);
  });

  test("takes nothing from the budget of retries for outages", async () => {
    const { client, vendor } = createScene(createClosed(0, 600_000), false, { rateLimiter: false });
    await pass(Promise.all(Array.from({ length: 64 }, (_, number) => client.call(things, { id: String(number) }))));
    expect(vendor.asked.length).toBeGreaterThan(64 * 10);
  });
});

test.each([-86_400_000, 0, 86_400_000])(
  "a date is measured by the reply's own clock, %d ms off ours",
  async (offMs) => {
    const sent = Date.now() + offMs;
    const headers = { date: new Date(sent).toUTCString(), "retry-after": new Date(sent + 40_000).toUTCString() };
    const vendor = createVendor(({ number }) =>
      number > 1 ? 0 : new Response(envelope(302), { status: 429, headers }),
    );
    const client = createTestClient({ fetch: vendor.fetch, retry: undefined });
    const { tookMs } = await pass(client.call(things, { id: "1" }));
    expect(tookMs).toBeGreaterThanOrEqual(39_000);
    expect(tookMs).toBeLessThanOrEqual(50_000);
  },
);

test("a gateway's 429 is no business code: nobody knows what it cost, and it is not sent again", async () => {
  const vendor = createVendor(() => new Response("<html>429</html>", { status: 429, headers: { "retry-after": "1" } }));
  const client = createTestClient({ fetch: vendor.fetch, retry: undefined });
  expect((await pass(client.try(things, { id: "1" }))).value).toMatchObject({ error: { billing: "unknown" } });
  expect(vendor.asked).toHaveLength(1);
});

test("a Retry-After of 0 again and again is not believed for ever", async () => {
  const vendor = createVendor(({ number }) =>
    number > 12 ? 0 : new Response(envelope(302), { status: 429, headers: { "retry-after": "0" } }),
  );
  const client = createTestClient({ fetch: vendor.fetch, retry: undefined });
  const { tookMs, value } = await pass(client.try(things, { id: "1" }));
  expect(value.ok).toBe(true);
  expect(tookMs).toBeGreaterThan(45_000);
});
