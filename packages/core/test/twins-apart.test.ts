import { setImmediate } from "node:timers/promises";
import type { CallOptions, ClientEvent, ClientOptions } from "@just-one/core";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createReply, createVendor } from "./support/create-vendor.ts";

// Twins share a request and nothing else: not the data, not the error, not the time.

const things = "GET /things/v1";
const id = { id: "1" };

/** Every combination of the values of some properties. */
function combine<T extends object>(values: { readonly [K in keyof T]: readonly T[K][] }): T[] {
  // Safe: the names are those of `values`.
  const names = Object.keys(values) as (keyof T)[];
  return names.reduce<T[]>(
    (all, name) => all.flatMap((one) => values[name].map((value) => ({ ...one, [name]: value }))),
    [{} as T],
  );
}

interface Scene {
  readonly cache: boolean;
  readonly mode: "use" | "refresh" | "off";
  readonly change: "at once" | "later";
  readonly changer: 0 | 1 | 2;
  readonly signals: "none" | "all" | "the first's" | "the twins'";
  readonly by: "call" | "try";
}

describe("data that one caller changes is not what another gets", () => {
  test.each(
    combine<Scene>({
      cache: [true, false],
      mode: ["use", "refresh", "off"],
      change: ["at once", "later"],
      changer: [0, 1, 2],
      signals: ["none", "all", "the first's", "the twins'"],
      by: ["call", "try"],
    }),
  )("$cache $mode $change $changer $signals $by", async ({ cache, mode, change, changer, signals, by }) => {
    const door = createDoor();
    const vendor = createVendor(async () => {
      await door.opened;
      return createReply(0, { data: { name: "a thing", list: [{ n: 1 }] } });
    });
    const client = createTestClient({ fetch: vendor.fetch, ...(cache ? { cache: { ttlMs: 60_000 } } : {}) });
    const { signal } = new AbortController();
    const calls = [0, 1, 2].map(async (index) => {
      const hasSignal = signals === "all" || signals === (index === 0 ? "the first's" : "the twins'");
      const options: CallOptions = { ...(hasSignal ? { signal } : {}), cache: index === 1 ? mode : "use" };
      const { data } = read(await client[by](things, id, options));
      if (index === changer && change === "at once") spoil(data);
      const seen = JSON.stringify(data);
      return { data, seen };
    });
    door.open();
    const results = await Promise.all(calls);
    if (change === "later") spoil(results[changer]?.data);
    const untouched = '{"name":"a thing","list":[{"n":1}]}';
    for (const [index, { data, seen }] of results.entries()) {
      if (index === changer) continue;
      expect([seen, JSON.stringify(data)]).toEqual([untouched, untouched]);
    }
    const later = await client.call(things, id);
    expect(later.meta.cached).toBe(cache);
    expect(JSON.stringify(later.data)).toBe(untouched);
    spoil(later.data);
    expect(JSON.stringify((await client.call(things, id)).data)).toBe(untouched);
  });

  test("also when the first has left and another reports the bill", async () => {
    const { client, door, vendor } = createScene({ cache: { ttlMs: 60_000 } });
    const controller = new AbortController();
    const first = client.try(things, id, { signal: controller.signal });
    const others = [1, 2].map(async () => {
      const { data } = await client.call(things, id);
      const seen = data.name;
      Object.assign(data, { name: "changed" });
      return seen;
    });
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    controller.abort();
    await first;
    door.open();
    expect(await Promise.all(others)).toEqual(["a thing", "a thing"]);
    expect((await client.call(things, id)).data.name).toBe("a thing");
  });

  test.each([0, 302, "lost"] as const)("each under its own name, whoever leaves: %s", async (code) => {
    const door = createDoor();
    const events: ClientEvent[] = [];
    const client = createTestClient({
      retry: false,
      onEvent: (event) => void events.push(event),
      fetch: async () => {
        await door.opened;
        if (code === "lost") throw new Error("socket hang up");
        return createReply(code);
      },
    });
    const leaving = new AbortController();
    const signal = new AbortController().signal;
    const calls = [
      client.try(things, id, { label: "first", signal: leaving.signal }),
      client.try(things, id, { label: "second" }),
      client.try(things, id, { signal }),
    ];
    leaving.abort();
    door.open();
    const results = await Promise.all(calls);
    expect(results.map(({ meta }) => meta.label)).toEqual(["first", "second", undefined]);
    expect(new Set(results.map(({ meta }) => meta.callId)).size).toBe(3);
    for (const { meta, error } of results) {
      if (error === undefined) continue;
      expect(error.meta).toEqual(meta);
      expect(events.find(({ type, callId }) => /failed|refused/.test(type) && callId === meta.callId)).toBeDefined();
    }
    expect(results[1]?.error?.message ?? "").not.toContain("identical");
  });

  test("and a member named __proto__ stays a member", async () => {
    const text = '{"code":0,"data":{"__proto__":{"a":[1]}}}';
    const { client, door } = createScene({}, () => new Response(text));
    const calls = [client.call(things, id), client.call(things, id)];
    door.open();
    const [one, other] = await Promise.all(calls);
    expect(JSON.stringify(other?.data)).toBe('{"__proto__":{"a":[1]}}');
    expect(JSON.stringify(one?.data)).toBe('{"__proto__":{"a":[1]}}');
  });
});

/** Changes what the vendor above sent. */
function spoil(data: unknown): void {
  const { list } = data as { list: object[] }; // safe: it has one
  Object.assign(list[0] ?? {}, { n: 2 });
  list.push({ n: 3 });
}

function read(result: object): { readonly data: unknown } {
  if ("data" in result) return { data: result.data };
  throw new Error("the call failed");
}

test.each([20_000, 200_000])("a reply that is nested %d deep reaches every twin", async (depth) => {
  const nested = `${'{"a":['.repeat(depth / 2)}${"]}".repeat(depth / 2)}`;
  const text = `{"code":0,"message":null,"recordTime":null,"data":${nested}}`;
  const { client, door } = createScene({ cache: { ttlMs: 60_000 } }, () => new Response(text));
  const calls = [client.try(things, id), client.try(things, id)];
  door.open();
  for (const result of await Promise.all(calls)) {
    expect(result).toMatchObject({ ok: true });
    let levels = 0;
    for (let here: unknown = result.ok ? result.data : undefined; typeof here === "object" && here !== null;) {
      levels += 1;
      here = Object.values(here)[0];
    }
    expect(levels).toBe(depth);
  }
});

describe("of a lost request", () => {
  test("one caller reports the cost, and all have errors of their own", async () => {
    const { client, door, vendor } = createScene({ retry: false }, () => {
      throw new TypeError("socket hang up");
    });
    const calls = Array.from({ length: 5 }, () => client.try(things, id));
    door.open();
    const results = await Promise.all(calls);
    const errors = results.map((result) => (result.ok ? undefined : result.error));
    expect(vendor.asked).toHaveLength(1);
    expect(errors.map((error) => error?.kind)).toEqual(Array.from({ length: 5 }, () => "transport"));
    expect(errors.map((error) => error?.billing)).toEqual(["unknown", ...Array.from({ length: 4 }, () => "unbilled")]);
    expect(results.map(({ meta }) => [meta.billing, meta.cached, meta.attempts.length])).toEqual([
      ["unknown", false, 1],
      ...Array.from({ length: 4 }, () => ["unbilled", true, 0]),
    ]);
    expect(new Set(errors).size).toBe(5);
    expect(new Set(results.map(({ meta }) => meta)).size).toBe(5);
    for (const [index, error] of errors.entries()) expect(error?.meta).toBe(results[index]?.meta);
    expect(errors[1]?.message).toMatch(/shared with an identical call, which reports what it cost/);
    expect(errors[1]).toMatchObject({ name: "TransportError", phase: "sent", retryable: false });
    expect(await client.unreconciled()).toHaveLength(1);
  });

  test("whoever is left when the first has gone reports it", async () => {
    const { client, door, vendor } = createScene({ retry: false }, () => {
      throw new TypeError("socket hang up");
    });
    const controller = new AbortController();
    const first = client.try(things, id, { signal: controller.signal });
    const others = [client.try(things, id), client.try(things, id)];
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    controller.abort();
    door.open();
    const billings = (await Promise.all([first, ...others])).map(({ meta }) => meta.billing);
    expect(billings).toEqual(["unbilled", "unknown", "unbilled"]);
  });

  test("an answer's facts are in every error", async () => {
    const { client, door } = createScene({}, () => createReply(400, { requestId: "r-7", message: "wrong" }));
    const calls = [client.try(things, id), client.try(things, id)];
    door.open();
    for (const result of await Promise.all(calls)) {
      expect(result).toMatchObject({
        error: { name: "ApiError", kind: "api", code: 400, vendorMessage: "wrong", retryable: false },
        meta: { requestId: "r-7", billing: "unbilled" },
      });
    }
  });
});

/** Lets time go by in steps, and input have its turn after each: a time limit waits for that. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 10));
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  }
}

describe("a twin that comes late", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
  });

  test.each<[string, CallOptions, Partial<ClientOptions>, object]>([
    ["timeoutMs", { timeoutMs: 1000 }, {}, { scope: "attempt", limitMs: 1000 }],
    ["deadlineMs", { deadlineMs: 1000 }, {}, { scope: "deadline", limitMs: 1000 }],
    ["the client's timeoutMs", {}, { timeoutMs: 1000 }, { scope: "attempt", limitMs: 1000 }],
    ["the client's deadlineMs", {}, { deadlineMs: 1000 }, { scope: "deadline", limitMs: 1000 }],
  ])("has all of %s, and so has each before it", async (_which, options, clientOptions, facts) => {
    const { client, vendor } = createScene({ retry: false, ...clientOptions });
    const ends: number[] = [];
    const call = async (): Promise<unknown> => {
      const result = await client.try(things, id, options);
      ends.push(performance.now() - began);
      return result;
    };
    const began = performance.now();
    const calls = [call()];
    for (const at of [300, 900]) {
      await pass(at - (performance.now() - began));
      calls.push(call());
    }
    await pass(5000);
    const results = await Promise.all(calls);
    expect(ends.map((ms) => Math.round(ms / 10) * 10)).toEqual([1000, 1300, 1900]);
    for (const result of results) expect(result).toMatchObject({ error: { kind: "timeout", ...facts } });
    expect(results).toMatchObject([
      { meta: { billing: "unbilled", attempts: [] } },
      { meta: { billing: "unbilled", attempts: [] } },
      { meta: { billing: "unknown", attempts: [{}] } },
    ]);
    expect(vendor.asked).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<CallOptions>([{ timeoutMs: 1000 }, { deadlineMs: 1000 }])(
    "gets the data that came after the first had to go, with the bill: %j",
    async (options) => {
      const { client, door, vendor } = createScene({ retry: false });
      const first = client.try(things, id, options);
      await pass(900);
      const twin = client.try(things, id, options);
      await pass(500);
      expect(await first).toMatchObject({
        error: { kind: "timeout", message: expect.stringContaining("an identical call goes on") },
      });
      door.open();
      expect(await twin).toMatchObject({ ok: true, meta: { billing: "billed", cached: false } });
      expect(vendor.asked).toHaveLength(1);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("keeps its own deadline while the request waits for its turn", async () => {
    const { client, vendor } = createScene({ rateLimiter: { concurrency: 1 } });
    const running = client.try(things, { id: "other" });
    const first = client.try(things, id, { deadlineMs: 1000 });
    await pass(600);
    const twin = client.try(things, id, { deadlineMs: 1000 });
    const ends: string[] = [];
    void first.then(() => ends.push("first"));
    void twin.then(() => ends.push("twin"));
    await pass(410);
    expect(ends).toEqual(["first"]);
    await pass(600);
    expect(ends).toEqual(["first", "twin"]);
    expect(await twin).toMatchObject({ error: { kind: "timeout", scope: "deadline" }, meta: { billing: "unbilled" } });
    expect(vendor.asked).toHaveLength(1);
    void running;
  });

  test("and aborts as the last one, after the first had to go, ends at once and answers for the request", async () => {
    const { client, door, vendor } = createScene({ retry: false });
    const first = client.try(things, id, { timeoutMs: 1000 });
    await pass(900);
    const controller = new AbortController();
    const twin = client.try(things, id, { timeoutMs: 1000, signal: controller.signal });
    await pass(500);
    expect(await first).toMatchObject({ error: { kind: "timeout", billing: "unbilled" } });
    controller.abort();
    expect(await twin).toMatchObject({ error: { kind: "aborted", billing: "unknown" } });
    door.open();
    await pass(1);
    expect(await client.usage()).toMatchObject([{ spentCalls: 1, reservedCalls: 0 }]);
    expect(vendor.asked).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("a twin of a call whose own budget is used up does not end a map", async () => {
  const { client, door } = createScene(
    {
      budget: { maxCalls: 1, window: "call" },
      retry: { baseMs: 0, retryUnknown: true },
    },
    ({ number }) => {
      if (number === 1) throw new TypeError("socket hang up");
      return 0;
    },
  );
  door.open();
  const ids: string[] = [];
  for await (const { parameters, ok } of client.map(things, [id, id, { id: "2" }, { id: "3" }], { concurrency: 2 })) {
    ids.push(`${parameters.id} ${ok}`);
  }
  expect(ids).toEqual(["1 false", "1 false", "2 true", "3 true"]);
});

function createScene(
  options: Partial<ClientOptions>,
  answer: Parameters<typeof createVendor>[0] = () => createReply(0, { data: { name: "a thing" } }),
) {
  const door = createDoor();
  const vendor = createVendor(async (asked) => {
    await door.opened;
    return answer(asked);
  });
  return { door, vendor, client: createTestClient({ fetch: vendor.fetch, ...options }) };
}
