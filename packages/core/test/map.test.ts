import { getEventListeners } from "node:events";
import {
  type ClientOptions,
  createMemoryLedger,
  type Client,
  JustOneError,
  type MapItem,
  type MapOptions,
  type MapProgress,
  type Stage,
} from "@just-one/core";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { collect } from "./support/collect.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { type Answer, type Asked, createDoor, createVendor, type Vendor } from "./support/create-vendor.ts";
import {
  createBrokenInputs,
  createHangingInputs,
  createInputs,
  createSlowInputs,
  createStubbornInputs,
} from "./support/inputs.ts";
import type { TestOperations } from "./support/operations.ts";

const things = "GET /things/v1";

type Item = MapItem<{ readonly name: string }, { id: string }>;

function createScene(answer: (asked: Asked) => Answer | Promise<Answer> = () => 0): {
  client: Client<TestOperations>;
  vendor: Vendor;
} {
  const vendor = createVendor(answer);
  return { vendor, client: createTestClient({ fetch: vendor.fetch, retry: false }) };
}

function tick(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

describe("the results of many inputs", () => {
  test("come in the order of the inputs, each with its own, however long each takes", async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 1, max: 6 }), async (ticks, concurrency) => {
        const { client, vendor } = createScene(async ({ parameters }) => {
          for (let left = ticks[Number(parameters.get("id"))] ?? 0; left > 0; left -= 1) await tick();
          return 0;
        });
        const items = await collect(client.map(things, createInputs(ticks.length), { concurrency }));
        expect(items.map(({ index }) => index)).toEqual(ticks.map((_, index) => index));
        expect(items.every(({ index, parameters, ok }) => ok && parameters.id === String(index))).toBe(true);
        expect(vendor.peak).toBeLessThanOrEqual(concurrency);
      }),
      { numRuns: 50 },
    );
  });

  test("come as they are ready with `order: completion`, and all of them", async () => {
    const door = createDoor();
    const { client } = createScene(async ({ parameters }) => {
      if (parameters.get("id") === "0") await door.opened;
      return 0;
    });
    const order: number[] = [];
    for await (const { index } of client.map(things, createInputs(5), { order: "completion", concurrency: 2 })) {
      order.push(index);
      if (order.length === 4) door.open();
    }
    expect(order).toEqual([1, 2, 3, 4, 0]);
  });

  test("are those of 4 calls at once by default", async () => {
    const { client, vendor } = createScene(async () => (await tick(), 0));
    await collect(client.map(things, createInputs(20)));
    expect(vendor.peak).toBe(4);
  });

  test("bring each item's own error, which ends nobody else's", async () => {
    const codes = [0, 400, 301, 777, 0];
    const { client } = createScene(({ parameters }) => codes[Number(parameters.get("id"))] ?? 0);
    const items = await collect(client.map(things, [...createInputs(5), { id: 5 as unknown as string }]));
    expect(items.map((item) => (item.ok ? 0 : (item.error as { code?: number }).code))).toEqual([...codes, undefined]);
    expect(items[5]).toMatchObject({ ok: false, error: { kind: "validation" }, parameters: { id: 5 } });
  });

  test("may have no input at all", async () => {
    const { client } = createScene();
    expect(await collect(client.map(things, []))).toEqual([]);
  });

  test("may have inputs that come in later", async () => {
    const { client } = createScene();
    const items = await collect(client.map(things, createSlowInputs(10)));
    expect(items.map(({ parameters }) => parameters.id)).toEqual([...createInputs(10)].map(({ id }) => id));
  });

  test("do not wait for inputs that are not there yet", async () => {
    const { client } = createScene();
    const more = createDoor();
    async function* createWaitingInputs(): AsyncGenerator<{ id: string }> {
      yield { id: "0" };
      await more.opened; // until the caller has the first result
      yield { id: "1" };
    }
    const indexes: number[] = [];
    for await (const { index } of client.map(things, createWaitingInputs(), { concurrency: 3 })) {
      indexes.push(index);
      more.open();
    }
    expect(indexes).toEqual([0, 1]);
  });

  test("heed the settings of calls", async () => {
    const { client } = createScene();
    await collect(client.map(things, createInputs(3), { label: "report" }));
    expect(await client.usage()).toMatchObject([{ label: "report", spentCalls: 3 }]);
  });
});

describe("no further input is taken", () => {
  test.each([303, 600, 601, 602, 100])(
    "after an answer with code %i, and what is under way still comes",
    async (code) => {
      const taken = { count: 0 };
      const { client, vendor } = createScene(async ({ number }) => (await tick(), number === 5 ? code : 0));
      const progress: MapProgress[] = [];
      const onProgress = (now: MapProgress): void => void progress.push(now);
      const items = await collect(client.map(things, createInputs(1000, taken), { concurrency: 4, onProgress }));
      expect(items).toHaveLength(taken.count);
      expect(taken.count).toBeLessThanOrEqual(12);
      expect(vendor.asked.length).toBeLessThanOrEqual(taken.count);
      expect(items.some((item) => !item.ok && (item.error as { code?: number }).code === code)).toBe(true);
      expect(items.filter((item) => item.ok).length).toBeGreaterThanOrEqual(4);
      expect(progress.at(-1)).toMatchObject({ done: items.length, stopped: true });
    },
  );

  test("once the budget is used up", async () => {
    const taken = { count: 0 };
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, budget: { maxCalls: 10 } });
    const items = await collect(client.map(things, createInputs(1000, taken), { concurrency: 4 }));
    expect(items.filter((item) => item.ok)).toHaveLength(10);
    expect(taken.count).toBeLessThanOrEqual(15);
    expect(vendor.asked).toHaveLength(10);
  });

  test("when the client cannot send at all", async () => {
    const client = createTestClient({ token: () => "" });
    const items = await collect(client.map(things, createInputs(1000)));
    expect(items.length).toBeLessThanOrEqual(5);
    expect(items[0]).toMatchObject({ error: { kind: "config" } });
  });

  test("once too many requests in a row were lost", async () => {
    const taken = { count: 0 };
    const vendor = createVendor(() => {
      throw new TypeError("network down");
    });
    const client = createTestClient({ fetch: vendor.fetch, breaker: { lostInARow: 5 } });
    const items = await collect(client.map(things, createInputs(1000, taken), { concurrency: 4 }));
    expect(items.at(-1)).toMatchObject({ ok: false, meta: { billing: "unbilled", attempts: [] } });
    expect(taken.count).toBeLessThanOrEqual(12);
    expect(vendor.asked.length).toBeLessThanOrEqual(8);
  });

  test.each<[string, Partial<ClientOptions>]>([
    ["the queue of the rate limit was full", { rateLimiter: { concurrency: 1, maxQueue: 0 } }],
    ["the ledger was locked", { ledger: { ...createMemoryLedger(), reserve: createFailure(3) } }],
  ])("but is, when only %s", async (_why, options) => {
    const client = createTestClient({ fetch: createVendor().fetch, ...options });
    const items = await collect(client.map(things, createInputs(20), { concurrency: 4 }));
    expect(items).toHaveLength(20);
    const failed = items.flatMap((item) => (item.ok ? [] : [item.error]));
    expect(failed.length).toBeGreaterThan(0);
    for (const error of failed) expect(error).toMatchObject({ kind: "config", retryable: true, billing: "unbilled" });
  });

  test("but is, when only one call's own budget is used up", async () => {
    const vendor = createVendor(({ parameters }) => {
      if (parameters.get("id") === "3") throw new TypeError("network down");
      return 0;
    });
    const budget = { maxCalls: 1, window: "call" } as const;
    const client = createTestClient({ fetch: vendor.fetch, budget, retry: { retryUnknown: true, baseMs: 0 } });
    const items = await collect(client.map(things, createInputs(20)));
    expect(items).toHaveLength(20);
    expect(items.filter((item) => !item.ok).map(({ index }) => index)).toEqual([3]);
  });

  test("after the signal has aborted, and calls under way end with it", async () => {
    const controller = new AbortController();
    const taken = { count: 0 };
    const { client, vendor } = createScene(({ number }) => (number > 6 ? new Promise(() => undefined) : 0));
    const progress: MapProgress[] = [];
    const options: MapOptions = {
      concurrency: 3,
      signal: controller.signal,
      onProgress: (now) => void progress.push(now),
    };
    const all = collect(client.map(things, createInputs(1000, taken), options));
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(9));
    controller.abort();
    const items = await all;
    expect(items).toHaveLength(9);
    expect(taken.count).toBe(9);
    expect(items.slice(6).map((item) => (item.ok ? "" : item.error.kind))).toEqual(["aborted", "aborted", "aborted"]);
    expect(progress.at(-1)).toEqual({ done: 9, failed: 3, stopped: true });
  });

  test("after the signal has aborted, though the next input hangs", async () => {
    const controller = new AbortController();
    const { client } = createScene();
    const items: Item[] = [];
    for await (const item of client.map(things, createHangingInputs(), { signal: controller.signal })) {
      items.push(item);
      setImmediate(() => controller.abort());
    }
    expect(items).toHaveLength(1);
  });
});

describe("inputs that fail", () => {
  test.each(["input", "completion"] as const)("throw after what was under way has come (%s)", async (order) => {
    const { client } = createScene(async () => (await tick(), 0));
    const items: Item[] = [];
    const run = async (): Promise<void> => {
      for await (const item of client.map(things, createBrokenInputs(), { order })) items.push(item);
    };
    await expect(run()).rejects.toThrow("the list is broken");
    expect(items.filter((item) => item.ok)).toHaveLength(3);
  });

  test.each<[string, () => IteratorResult<{ id: string }>]>([
    ["have ended", () => ({ done: true, value: undefined })],
    ["have failed", () => fail("the list is broken")],
  ])("or end by themselves are not told to stop: they %s", async (_how, next) => {
    const close = vi.fn<() => IteratorResult<{ id: string }>>();
    const inputs = { [Symbol.iterator]: () => ({ next, return: close }) };
    await Promise.allSettled([collect(createScene().client.map(things, inputs))]);
    expect(close).not.toHaveBeenCalled();
  });

  test("as they are closed throw too", async () => {
    const { client } = createScene();
    const run = async (): Promise<void> => {
      for await (const _ of client.map(things, createStubbornInputs(), { concurrency: 1 })) break;
    };
    await expect(run()).rejects.toThrow("cannot close");
  });
});

test("a stage of the caller's that throws ends the loop with its error, after the results that had come", async () => {
  const vendor = createVendor();
  const broken: Stage = {
    aroundCall: (call, next) => ("id" in call.parameters && call.parameters.id === "2" ? fail("a bug") : next()),
  };
  const client = createTestClient({ fetch: vendor.fetch, stages: [broken] });
  const indexes: number[] = [];
  const run = async (): Promise<void> => {
    for await (const { index } of client.map(things, createInputs(10), { concurrency: 1 })) indexes.push(index);
  };
  await expect(run()).rejects.toThrow("a bug");
  expect(indexes).toEqual([0, 1]);
});

describe("leaving the loop", () => {
  test.each([
    ["with break", false],
    ["with an exception", true],
  ])("%s closes the inputs, aborts what is under way and leaves nothing behind", async (_how, throws) => {
    const closed = vi.fn<() => void>();
    const { client, vendor } = createScene(({ number }) => (number === 1 ? 0 : new Promise(() => undefined)));
    function* createWatchedInputs(): Generator<{ id: string }> {
      try {
        yield* createInputs(1000);
      } finally {
        closed();
      }
    }
    const run = async (): Promise<void> => {
      for await (const item of client.map(things, createWatchedInputs(), { concurrency: 4 })) {
        if (throws) throw new Error(`enough after ${item.index}`);
        break;
      }
    };
    const end = await run().then(
      () => "break",
      (error: unknown) => String(error),
    );
    expect(end).toBe(throws ? "Error: enough after 0" : "break");
    expect(closed).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(vendor.asked.slice(1).every(({ signal }) => signal?.aborted === true)).toBe(true));
    expect(vendor.asked.length).toBeLessThanOrEqual(5);
    await tick(); // an unhandled rejection would fail the run here
    const [row] = await client.usage();
    expect(row?.spentCalls).toBe(1);
    expect(row?.reservedCalls).toBe(row?.unknownCalls);
  });

  test("does not wait for an input that hangs", async () => {
    const { client } = createScene();
    let count = 0;
    for await (const _ of client.map(things, createHangingInputs())) {
      count += 1;
      break;
    }
    expect(count).toBe(1);
  });

  test("leaves no listener on the caller's signal", async () => {
    const { client } = createScene();
    const { signal } = new AbortController();
    await collect(client.map(things, createInputs(50), { signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("the progress", () => {
  test("is told after every result", async () => {
    const codes = [0, 400, 0];
    const { client } = createScene(({ parameters }) => codes[Number(parameters.get("id"))] ?? 0);
    const told: MapProgress[] = [];
    await collect(client.map(things, createInputs(3), { onProgress: (progress) => void told.push(progress) }));
    expect(told).toEqual([
      { done: 1, failed: 0, stopped: false },
      { done: 2, failed: 1, stopped: false },
      { done: 3, failed: 1, stopped: false },
    ]);
  });

  test("costs no result when telling it fails", async () => {
    const { client } = createScene();
    const items = await collect(client.map(things, createInputs(3), { onProgress: () => fail("no terminal") }));
    expect(items).toHaveLength(3);
  });

  test("costs no process when telling it fails later", async () => {
    const { client } = createScene();
    const items = await collect(client.map(things, createInputs(3), { onProgress: failLater }));
    await new Promise((resolve) => void setImmediate(resolve)); // an unhandled rejection would fail the run here
    expect(items).toHaveLength(3);
  });
});

test.each([0, -1, 1.5, Number.NaN])(
  "a concurrency of %d is refused, because nothing would be sent",
  async (concurrency) => {
    const { client } = createScene();
    const run = collect(client.map(things, createInputs(3), { concurrency }));
    await expect(run).rejects.toSatisfy((error) => JustOneError.isInstance(error) && error.kind === "config");
  },
);

function fail(message: string): never {
  throw new Error(message);
}

/** A ledger's `reserve` that fails a few times, and then takes everything. */
function createFailure(times: number): () => undefined {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw new Error("database is locked");
    return undefined;
  };
}

/** As an async function does, which passes for one that returns nothing. */
function failLater(): unknown {
  return Promise.reject(new Error("no terminal"));
}
