import { setImmediate } from "node:timers/promises";
import { type ClientOptions, createMemoryCache, createMemoryLedger, type Ledger } from "@just-one/core";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createReply, createVendor } from "./support/create-vendor.ts";

// What keeps account beside a call holds neither the call nor what it paid for.

const things = "GET /things/v1";
const id = { id: "1" };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
});

function hang(): Promise<never> {
  return new Promise(() => undefined);
}

/** A promise of another make than ours, which never ends. */
function hangForeign(): Promise<never> {
  // oxlint-disable-next-line unicorn/no-thenable -- this is what the test is about; safe: an await asks for no more
  return { then: () => undefined } as unknown as Promise<never>;
}

describe.each([
  ["a promise", hang],
  ["a promise of another make", hangForeign],
])("a ledger that hangs with %s", (_make, never) => {
  test("while it reserves holds no call longer than its deadline", async () => {
    const { client, vendor } = createScene({ ledger: { ...createMemoryLedger(), reserve: never } });
    const call = client.try(things, id, { deadlineMs: 500 });
    await vi.advanceTimersByTimeAsync(501);
    expect(await call).toMatchObject({
      error: { kind: "timeout", scope: "deadline", limitMs: 500, billing: "unbilled" },
    });
    expect(vendor.asked).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("while it reserves holds no call whose signal aborts", async () => {
    const { client, vendor } = createScene({ ledger: { ...createMemoryLedger(), reserve: never } });
    const controller = new AbortController();
    const call = client.try(things, id, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    expect(await call).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    expect(vendor.asked).toEqual([]);
  });

  test.each([
    ["without limits for a second", {}, 1000],
    ["with a deadline until then", { deadlineMs: 300 }, 300],
  ])("while it settles holds what was paid for %s", async (_how, options, ms) => {
    const { client } = createScene({ ledger: { ...createMemoryLedger(), settle: never } });
    const ended = vi.fn<(result: unknown) => void>();
    void client.try(things, id, options).then(ended);
    await vi.advanceTimersByTimeAsync(ms - 10);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(11);
    for (let turn = 0; turn < 3; turn += 1) await setImmediate(); // input has its turn before a limit ends anything
    expect(ended).toHaveBeenCalledWith(expect.objectContaining({ ok: true, data: { name: "a thing" } }));
    expect(vi.getTimerCount()).toBe(0);
  });

  test("while it settles gives what was paid for to a caller that aborts", async () => {
    const { client, vendor } = createScene({ ledger: { ...createMemoryLedger(), settle: never } });
    const controller = new AbortController();
    const call = client.try(things, id, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(10);
    expect(vendor.asked).toHaveLength(1);
    controller.abort();
    expect(await call).toMatchObject({ ok: true, meta: { billing: "billed" } });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("while it settles holds up no failure either", async () => {
    const { client } = createScene({ ledger: { ...createMemoryLedger(), settle: never } }, 400);
    const call = client.try(things, id);
    await vi.advanceTimersByTimeAsync(1001);
    expect(await call).toMatchObject({ error: { code: 400 } });
  });

  test("is not what a cache does: a reply that cannot be kept in a second goes out, and is kept when it can", async () => {
    const memory = createMemoryCache();
    const { client, vendor } = createScene({ cache: { ttlMs: 60_000, store: { ...memory, set: never } } });
    const call = client.try(things, id);
    await vi.advanceTimersByTimeAsync(1001);
    expect(await call).toMatchObject({ ok: true, data: { name: "a thing" } });
    expect(vendor.asked).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("what a ledger reserves after its call has given up is given back", async () => {
  const memory = createMemoryLedger();
  const opened = Promise.withResolvers<void>();
  const ledger: Ledger = {
    ...memory,
    reserve: (entry, limit) => opened.promise.then(() => memory.reserve(entry, limit)),
  };
  const { client, vendor } = createScene({ ledger, budget: { maxCalls: 1, window: "day" } });
  const call = client.try(things, id, { deadlineMs: 500 });
  await vi.advanceTimersByTimeAsync(501);
  expect(await call).toMatchObject({ error: { kind: "timeout" } });
  opened.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(await client.usage()).toMatchObject([{ reservedCalls: 0, spentCalls: 0 }]);
  expect(await client.try(things, id)).toMatchObject({ ok: true });
  expect(vendor.asked).toHaveLength(1);
});

function createScene(options: Partial<ClientOptions>, code = 0) {
  const vendor = createVendor(() => createReply(code));
  return { vendor, client: createTestClient({ fetch: vendor.fetch, ...options }) };
}
