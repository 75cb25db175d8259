import type { ClientEvent } from "@just-one/core";
import { createAdaptiveLimiter, createLatches, createLeanClient, createLimiterStage } from "@just-one/core/lean";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { type Answer, createDoor, createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

const things = "GET /things/v1";
const parts = "GET /things/{id}/parts/v1";
const id = { id: "1" };
const second = 1000;
const minute = 60 * second;
const codes = [601, 602, 100, 600];

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T03:00:00Z"), toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

type Say = () => Answer | Promise<Answer>;

/** A client that a first answer has closed; later ones are what `answer` says at that time. */
async function close(code: number, options: Parameters<typeof createTestClient>[0] = {}) {
  let answer: Say = () => code;
  const vendor = createVendor(() => answer());
  const client = createTestClient({ fetch: vendor.fetch, retry: false, ...options });
  expect(await client.try(things, id)).toMatchObject({ ok: false, error: { code } });
  return {
    vendor,
    client,
    /** Changes what the vendor answers. */
    answers: (next: Say) => void (answer = next),
    /** What so many calls at once end as, and how many requests that took. */
    ask: async (count: number) => {
      const before = vendor.asked.length;
      const results = await Promise.all(
        Array.from({ length: count }, (_, index) => client.try(things, { id: `${index}` })),
      );
      return {
        arrived: vendor.asked.length - before,
        ok: results.filter((result) => result.ok).length,
        unsent: results.filter(({ meta }) => meta.attempts.length === 0).length,
      };
    },
  };
}

describe.each(codes)("after %i", (code) => {
  test("one call of many is sent when a minute has passed, and opens the way for all when it succeeds", async () => {
    const { ask, answers } = await close(code);
    vi.advanceTimersByTime(minute - 1);
    expect(await ask(20)).toEqual({ arrived: 0, ok: 0, unsent: 20 });
    vi.advanceTimersByTime(1);
    answers(() => 0);
    expect(await ask(20)).toEqual({ arrived: 1, ok: 1, unsent: 19 });
    expect(await ask(20)).toEqual({ arrived: 20, ok: 20, unsent: 0 });
  });

  test("one that is still refused costs nothing, and the wait doubles up to a quarter of an hour", async () => {
    const { ask, client, answers } = await close(code);
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      vi.advanceTimersByTime(minutes * minute - 1);
      expect(await ask(5)).toEqual({ arrived: 0, ok: 0, unsent: 5 });
      vi.advanceTimersByTime(1);
      expect(await ask(5)).toEqual({ arrived: 1, ok: 0, unsent: 4 });
      expect(await ask(5)).toEqual({ arrived: 0, ok: 0, unsent: 5 });
    }
    expect(await client.usage()).toMatchObject([{ spentCalls: 0, reservedCalls: 0 }]);

    // Once open, it begins with a minute again.
    vi.advanceTimersByTime(15 * minute);
    answers(() => 0);
    expect(await ask(1)).toEqual({ arrived: 1, ok: 1, unsent: 0 });
    answers(() => code);
    await ask(1);
    vi.advanceTimersByTime(minute);
    expect(await ask(5)).toEqual({ arrived: 1, ok: 0, unsent: 4 });
  });

  test("one that is under way keeps all others out, and `reset` lets them in", async () => {
    const { ask, answers, client, vendor } = await close(code);
    vi.advanceTimersByTime(minute);
    const door = createDoor();
    answers(async () => {
      await door.opened;
      return 0;
    });
    const probe = client.try(things, { id: "probe" });
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(2));
    answers(() => 0);
    vi.advanceTimersByTime(2 * minute);
    expect(await ask(5)).toEqual({ arrived: 0, ok: 0, unsent: 5 });
    expect(await client.try(things, id)).toMatchObject({ error: { message: expect.stringContaining("another call") } });
    client.reset();
    expect(await ask(5)).toEqual({ arrived: 5, ok: 5, unsent: 0 });
    door.open();
    expect(await probe).toMatchObject({ ok: true });
  });
});

type Scene = Awaited<ReturnType<typeof close>>;

test.each<[what: string, end: (scene: Scene) => Promise<unknown>]>([
  [
    "is lost",
    ({ client, answers }) => {
      answers(() => Promise.reject(new TypeError("fetch failed")));
      return client.try(things, { id: "probe" });
    },
  ],
  [
    "runs out of time",
    ({ client, answers }) => {
      answers(() => new Promise(() => undefined));
      return client.try(things, { id: "probe" }, { timeoutMs: 20 });
    },
  ],
  [
    "is aborted",
    ({ client, answers }) => {
      answers(() => new Promise(() => undefined));
      return client.try(things, { id: "probe" }, { signal: AbortSignal.timeout(20) });
    },
  ],
  ["was aborted before", ({ client }) => client.try(things, { id: "probe" }, { signal: AbortSignal.abort() })],
  ["has no time left", ({ client }) => client.try(things, { id: "probe" }, { deadlineMs: 0 })],
  [
    "fails for another reason",
    ({ client, answers }) => {
      answers(() => 301);
      return client.try(things, { id: "probe" });
    },
  ],
  [
    "gets a page of a gateway",
    ({ client, answers }) => {
      answers(() => new Response("<html>"));
      return client.try(things, { id: "probe" });
    },
  ],
])("a call that tries and %s gives its place to the next one", async (_what, end) => {
  const scene = await close(601);
  vi.advanceTimersByTime(minute);
  expect(await end(scene)).toMatchObject({ ok: false });
  scene.answers(() => 0);
  expect(await scene.ask(5)).toEqual({ arrived: 1, ok: 1, unsent: 4 });
  expect(await scene.ask(5)).toEqual({ arrived: 5, ok: 5, unsent: 0 });
});

test("a call that never gets as far as being sent keeps nobody out: over its budget, or waiting for the rate limit", async () => {
  const over = await close(601, { prices: { [things]: "1", [parts]: "5" }, budget: { maxCost: "3" } });
  vi.advanceTimersByTime(minute);
  expect(await over.client.try(parts, id)).toMatchObject({ ok: false, error: { kind: "budget" } });
  over.answers(() => 0);
  expect(await over.ask(3)).toEqual({ arrived: 1, ok: 1, unsent: 2 });

  const waiting = new Set<string>();
  const stuck = await close(601, {
    rateLimiter: {
      acquire: (operation) => {
        if (operation !== parts) return () => undefined;
        waiting.add(operation);
        return new Promise(() => undefined);
      },
    },
  });
  vi.advanceTimersByTime(minute);
  const gone = new AbortController();
  const held = stuck.client.try(parts, id, { signal: gone.signal });
  await vi.waitFor(() => expect(waiting.size).toBe(1));
  stuck.answers(() => 0);
  expect(await stuck.ask(3)).toEqual({ arrived: 1, ok: 1, unsent: 2 });
  gone.abort();
  expect(await held).toMatchObject({ error: { kind: "aborted" } });
});

test("many that waited for the rate limit meanwhile send one, too", async () => {
  const { client, vendor, answers } = await close(601, { rateLimiter: { concurrency: 3 } });
  vi.advanceTimersByTime(minute);
  const door = createDoor();
  answers(async () => {
    await door.opened;
    return 601;
  });
  const calls = Array.from({ length: 50 }, (_, index) => client.try(things, { id: `${index}` }));
  await vi.waitFor(() => expect(vendor.asked).toHaveLength(2));
  door.open();
  await Promise.all(calls);
  expect(vendor.asked).toHaveLength(2);
});

test("a call whose process was stopped in the midst keeps the others out for five minutes at most", async () => {
  // Its `fetch`, its timer and its caller are gone with the request that a worker answered.
  let isFrozen = false;
  let answer: Answer = 601;
  const client = createLeanClient<TestOperations>({
    token: "marked-token-for-tests",
    catalog: testCatalog,
    fetch: createVendor(() => answer).fetch,
    stages: [createLatches(), { aroundAttempt: (_call, next) => (isFrozen ? new Promise(() => undefined) : next()) }],
  });
  await client.try(things, id);
  vi.advanceTimersByTime(minute);
  isFrozen = true;
  void client.try(things, id);
  await Promise.resolve();
  isFrozen = false;
  answer = 0;
  vi.advanceTimersByTime(5 * minute - 1);
  expect(await client.try(things, id)).toMatchObject({ ok: false, error: { code: 601 } });
  vi.advanceTimersByTime(1);
  expect(await client.try(things, id)).toMatchObject({ ok: true });
});

test("an operation that is closed beside the account is not opened with it", async () => {
  const { client, answers } = await close(600);
  answers(() => 601);
  await client.try(parts, id);
  vi.advanceTimersByTime(minute);
  answers(() => 0);
  expect(await client.try(parts, id)).toMatchObject({ ok: true });
  answers(() => 600);
  expect(await client.try(things, id)).toMatchObject({ ok: false, meta: { attempts: [{ code: 600 }] } });
  expect(await client.try(things, id)).toMatchObject({ ok: false, meta: { attempts: [] } });
  answers(() => 0);
  expect(await client.try(parts, id)).toMatchObject({ ok: true });
});

test("a token that is closed is not opened by the success of another", async () => {
  let token = "marked-token-one";
  const vendor = createVendor(({ parameters }) => (parameters.get("token") === "marked-token-one" ? 602 : 0));
  const client = createTestClient({ fetch: vendor.fetch, token: () => token });
  await client.try(things, id);
  vi.advanceTimersByTime(minute);
  token = "marked-token-two";
  expect(await client.try(things, id)).toMatchObject({ ok: true });
  token = "marked-token-one";
  expect(await client.try(things, id)).toMatchObject({ ok: false, meta: { attempts: [{ code: 602 }] } });
  expect(await client.try(things, id)).toMatchObject({ ok: false, meta: { attempts: [] } });
});

test("a token that changed while a call tried is not opened by what the new one got", async () => {
  let tokens = ["one"];
  const vendor = createVendor(({ parameters }) => (parameters.get("token") === "one" ? 602 : 0));
  const token = (): string => (tokens.length > 1 ? tokens.shift() : tokens[0]) ?? "";
  const client = createTestClient({ fetch: vendor.fetch, token });
  await client.try(things, id);
  vi.advanceTimersByTime(minute);
  tokens = ["one", "one", "two", "one"]; // asked by both sides of the latches, and by the request
  expect(await client.try(things, id)).toMatchObject({ ok: true });
  await Promise.all([1, 2, 3].map((number) => client.try(things, { id: `${number}` })));
  expect(vendor.asked.map(({ parameters }) => parameters.get("token"))).toEqual(["one", "two", "one"]);
});

test("an answer to a request from before does not keep the call that tries from opening", async () => {
  const [late, tried] = [createDoor(), createDoor()];
  const vendor = createVendor(async ({ number }) => {
    if (number === 1) await late.opened;
    if (number === 3) await tried.opened;
    return number < 3 ? 601 : 0;
  });
  const client = createTestClient({ fetch: vendor.fetch });
  const slow = client.try(things, { id: "slow" });
  expect(await client.try(things, id)).toMatchObject({ ok: false });
  vi.advanceTimersByTime(minute);
  const probe = client.try(things, { id: "probe" });
  await vi.waitFor(() => expect(vendor.asked).toHaveLength(3));
  late.open();
  expect(await slow).toMatchObject({ error: { code: 601 } });
  expect(await client.try(things, id)).toMatchObject({ ok: false, meta: { attempts: [] } });
  tried.open();
  expect(await probe).toMatchObject({ ok: true });
  expect(await client.try(things, id)).toMatchObject({ ok: true });
});

test("a call that is refused on its second attempt, while another one tries, does not close the door again", async () => {
  const [early, tried] = [createDoor(), createDoor()];
  let answer: Say = async () => {
    await early.opened;
    return 301;
  };
  const vendor = createVendor(() => answer());
  const client = createTestClient({ fetch: vendor.fetch, retry: { baseMs: 0 } });
  const retried = client.try(things, { id: "early" });
  await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
  answer = () => 601;
  await client.try(things, id);
  vi.advanceTimersByTime(minute);
  answer = async () => {
    await tried.opened;
    throw new TypeError("fetch failed");
  };
  const probe = client.try(things, { id: "probe" });
  await vi.waitFor(() => expect(vendor.asked).toHaveLength(3));
  early.open();
  expect(await retried).toMatchObject({ error: { code: 601 }, meta: { attempts: [{ code: 301 }] } });
  tried.open();
  await probe;
  answer = () => 0;
  expect(await client.try(things, id)).toMatchObject({ ok: true });
});

test("303 opens for everybody at midnight in Shanghai, and nobody tries before", async () => {
  const { ask, answers } = await close(303);
  answers(() => 0);
  vi.setSystemTime(new Date("2026-11-24T15:59:59.999Z"));
  expect(await ask(5)).toEqual({ arrived: 0, ok: 0, unsent: 5 });
  vi.setSystemTime(new Date("2026-11-24T16:00:00Z"));
  expect(await ask(5)).toEqual({ arrived: 5, ok: 5, unsent: 0 });
});

test("the waits can be set, and an event tells of those who stand before the one that tries", async () => {
  const events: ClientEvent[] = [];
  const onEvent = (event: ClientEvent): void => void (event.type === "latched" && events.push(event));
  const { ask } = await close(601, { latches: { reopenAfterMs: second, reopenCapMs: 3 * second }, onEvent });
  for (const seconds of [1, 2, 3, 3]) {
    vi.advanceTimersByTime(seconds * second - 1);
    expect(await ask(1)).toMatchObject({ arrived: 0 });
    vi.advanceTimersByTime(1);
    expect(await ask(2)).toMatchObject({ arrived: 1, unsent: 1 });
  }
  expect(events[0]).toEqual({
    type: "latched",
    operation: things,
    callId: expect.any(String),
    code: 601,
    until: new Date("2026-11-24T03:00:01Z"),
  });
  expect(events[1]).toEqual({ type: "latched", operation: things, callId: expect.any(String), code: 601 });
});

test.each([{ reopenAfterMs: -1 }, { reopenCapMs: Number.NaN }])("%j is refused", (latches) => {
  expect(() => createTestClient({ latches })).toThrow(`\`latches.${Object.keys(latches)[0]}\` must be a number`);
});

test("a lean client's limiter waits behind the latches, with their gate behind it or without", async () => {
  for (const hasGate of [true, false]) {
    let answer: Answer = 601;
    const latches = createLatches();
    const vendor = createVendor(() => answer);
    const client = createLeanClient<TestOperations>({
      token: "marked-token-for-tests",
      catalog: testCatalog,
      fetch: vendor.fetch,
      stages: [latches, createLimiterStage(createAdaptiveLimiter({ concurrency: 1 })), hasGate ? latches.gate : {}],
    });
    await client.try(things, id);
    vi.advanceTimersByTime(minute);
    answer = 0;
    const results = await Promise.all([1, 2, 3].map((number) => client.try(things, { id: `${number}` })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(vendor.asked).toHaveLength(2);
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  }
});
