import { setImmediate } from "node:timers/promises";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { CallOptions, ClientEvent, ClientOptions } from "@just-one/core";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createReply, createVendor } from "./support/create-vendor.ts";

// Whoever leaves a shared request knows what became of it, and one that nobody waits for is not sent.

const things = "GET /things/v1";
const id = { id: "1" };

async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 10));
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  }
}

/** A client whose only place is taken by another call, until the door is opened. */
function createQueue(options: Partial<ClientOptions> = {}) {
  const door = createDoor();
  const vendor = createVendor(async () => {
    await door.opened;
    return createReply(0);
  });
  const client = createTestClient({ fetch: vendor.fetch, rateLimiter: { concurrency: 1 }, ...options });
  void client.try(things, { id: "other" });
  return { client, door, vendor };
}

describe("twins that wait for their turn", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
  });

  test.each<["first's" | "twin's" | "both", string]>([
    ["twin's", "the twin has a signal"],
    ["both", "both have one"],
  ])("send nothing once all have left: %s (%s)", async (whose) => {
    const { client, door, vendor } = createQueue();
    const controller = new AbortController();
    const others = new AbortController();
    const options: CallOptions = { deadlineMs: 1000 };
    const first = client.try(things, id, whose === "both" ? { ...options, signal: others.signal } : options);
    await pass(900);
    const twin = client.try(things, id, { ...options, signal: controller.signal });
    await pass(50);
    controller.abort();
    expect(await twin).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    await pass(100);
    expect(await first).toMatchObject({
      error: { kind: "timeout", billing: "unbilled", message: expect.stringContaining("no request was under way") },
    });
    door.open();
    await pass(3000);
    expect(vendor.asked).toHaveLength(1);
    expect(await client.usage()).toMatchObject([{ spentCalls: 1, reservedCalls: 0 }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("send nothing when the last one aborts after the first had to go, and a new call sends its own", async () => {
    const { client, door, vendor } = createQueue();
    const controller = new AbortController();
    const first = client.try(things, id, { deadlineMs: 1000 });
    await pass(900);
    const twin = client.try(things, id, { deadlineMs: 1000, signal: controller.signal });
    await pass(300);
    controller.abort();
    expect(await first).toMatchObject({ error: { kind: "timeout", billing: "unbilled" } });
    expect(await twin).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    const late = client.try(things, id, { deadlineMs: 1000 });
    door.open();
    await pass(100);
    expect(await late).toMatchObject({ ok: true, meta: { billing: "billed" } });
    expect(vendor.asked).toHaveLength(2);
    expect(await client.usage()).toMatchObject([{ spentCalls: 2, reservedCalls: 0 }]);
  });

  test("have the time of the last one when a place is free just as the first one's is over", async () => {
    const { client, vendor } = createQueue({
      rateLimiter: {
        // Gives a place in the turns between the first one's deadline and its end.
        acquire: () =>
          new Promise((resolve) => {
            setTimeout(setTimeout, 500, () => resolve(() => undefined), 500);
          }),
      },
    });
    const first = client.try(things, id, { deadlineMs: 1000 });
    await pass(500);
    const twin = client.try(things, id, { deadlineMs: 1000 });
    vi.advanceTimersByTime(500);
    await pass(100);
    expect(await first).toMatchObject({ error: { kind: "timeout" } });
    expect(vendor.asked.map(({ parameters }) => parameters.get("id"))).toContain("1");
    await pass(1000);
    expect(await twin).toMatchObject({ error: { kind: "timeout", billing: "unknown" } });
  });
});

test("a lost request that nobody waits for any more is not sent again, though it might be", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const { client, vendor } = createQueue({ rateLimiter: false, retry: { baseMs: 0, retryUnknown: true } });
  const controller = new AbortController();
  const options: CallOptions = { timeoutMs: 500 };
  const first = client.try(things, id, options);
  await pass(100);
  const twin = client.try(things, id, { ...options, signal: controller.signal });
  controller.abort();
  expect(await twin).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
  await pass(1000);
  expect(await first).toMatchObject({ error: { kind: "timeout", billing: "unknown" } });
  expect(vendor.asked.filter(({ parameters }) => parameters.get("id") === "1")).toHaveLength(1);
});

test("calls with other limits are no twins, an infinite one included", async () => {
  const { client, door, vendor } = createQueue({ rateLimiter: false });
  const calls = [undefined, Infinity].map((timeoutMs) => client.try(things, id, { timeoutMs, deadlineMs: 60_000 }));
  door.open();
  expect(await Promise.all(calls)).toMatchObject([{ ok: true }, { ok: true }]);
  expect(vendor.asked).toHaveLength(3);
});

test("a reply that cannot be given is kept for each of those who wait", async () => {
  const { client } = createQueue({
    rateLimiter: false,
    keepText: true,
    fetch: async () => new Response('{"code":0,"data":NaN}'),
  });
  const results = await Promise.all([1, 2, 3].map(() => client.try(things, id)));
  const texts = results.map((result) => (result.ok ? "" : Reflect.get(result.error, "text")));
  expect(texts).toEqual(Array.from({ length: 3 }, () => '{"code":0,"data":NaN}'));
});

test.each([
  ["that can be stopped", true],
  ["that nothing stops", false],
])(
  "whoever leaves last because its time is over has the request %s among its attempts, and says that it was sent",
  async (_what, canStop) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const told: string[] = [];
    const onEvent = ({ type, callId }: ClientEvent): void => void told.push(`${type} ${callId}`);
    const vendor = createVendor(() => new Promise<never>(() => undefined));
    const client = createTestClient({ fetch: vendor.fetch, onEvent });
    const twins = new AbortController();
    const options = { deadlineMs: 1000 };
    const first = client.try(things, id, canStop ? { ...options, signal: new AbortController().signal } : options);
    await pass(900);
    const twin = client.try(things, id, { ...options, signal: twins.signal });
    await pass(50);
    twins.abort();
    expect(await twin).toMatchObject({ error: { kind: "aborted", billing: "unbilled" }, meta: { attempts: [] } });
    await pass(100);
    const { error, meta } = await first;
    expect(error).toMatchObject({ kind: "timeout", scope: "deadline", billing: "unknown" });
    expect(error?.message).toContain("a request was under way");
    expect(meta).toMatchObject({ billing: "unknown", attempts: [{ billing: "unknown", waitedMs: 0 }] });
    expect(meta.attempts[0]?.durationMs).toBeGreaterThan(900);
    expect(told).toContain(`failed ${meta.callId}`);
    expect(vendor.asked).toHaveLength(1);
    await pass(2000);
    expect(await client.unreconciled()).toHaveLength(1);
  },
);
