import { type ClientEvent, type ClientOptions, ConfigError, createMemoryLatchStore } from "@just-one/core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createVendor } from "./support/create-vendor.ts";

const things = "GET /things/v1";
const id = { id: "1" };

function createScene(options: Partial<ClientOptions> = {}, answer?: Parameters<typeof createVendor>[0]) {
  const vendor = createVendor(answer);
  const events: ClientEvent[] = [];
  const client = createTestClient({ fetch: vendor.fetch, onEvent: (event) => void events.push(event), ...options });
  return { client, vendor, events };
}

describe("a child", () => {
  test("has settings for each of its calls, which a call's own go before", async () => {
    const { client, events } = createScene();
    const child = client.with({ label: "nightly" });
    expect((await child.call(things, id)).meta.label).toBe("nightly");
    expect((await child.call(things, id, { label: undefined })).meta.label).toBe("nightly");
    expect((await child.call(things, id, { label: "own" })).meta.label).toBe("own");
    expect((await child.with({ timeoutMs: 5000 }).call(things, id)).meta.label).toBe("nightly");
    expect((await client.call(things, id)).meta).not.toHaveProperty("label");
    expect(new Set(events.map(({ label }) => label))).toEqual(new Set(["nightly", "own", undefined]));
    expect((await client.usage()).map(({ label }) => label)).toEqual(["", "nightly", "own"]);
  });

  test("ends its calls at its own deadline, and at either signal", async () => {
    const { client } = createScene({}, () => new Promise(() => undefined));
    const late = await client.with({ deadlineMs: 20 }).try(things, id);
    expect(late).toMatchObject({ error: { kind: "timeout", scope: "deadline", limitMs: 20 } });
    const [childs, calls] = [new AbortController(), new AbortController()];
    const child = client.with({ signal: childs.signal });
    const running = [
      child.try(things, { id: "2" }),
      child.try(things, { id: "3" }, { signal: calls.signal }),
      child.try(things, { id: "4" }, { signal: new AbortController().signal }),
    ];
    calls.abort();
    expect(await running[1]).toMatchObject({ error: { kind: "aborted" } });
    childs.abort();
    expect(await Promise.all(running)).toMatchObject(running.map(() => ({ error: { kind: "aborted" } })));
  });

  test("shares ledger, cache, doors, twins and rate limit", async () => {
    const { client, vendor } = createScene({ cache: { ttlMs: 1000 }, rateLimiter: { concurrency: 1 } }, ({ number }) =>
      number < 4 ? 0 : 601,
    );
    const child = client.with({ label: "a" });
    await client.call(things, id);
    expect((await child.call(things, id)).meta.cached).toBe(true);
    await Promise.all([
      child.call(things, { id: "2" }),
      client.call(things, { id: "2" }),
      child.call(things, { id: "3" }),
    ]);
    expect([vendor.asked.length, vendor.peak]).toEqual([3, 1]);
    expect(await child.sum()).toMatchObject({ spentCalls: 3 });
    await child.try(things, { id: "4" });
    expect(await client.try(things, { id: "5" })).toMatchObject({ error: { code: 601 } });
    expect(vendor.asked).toHaveLength(4);
    child.reset();
    await client.try(things, { id: "6" });
    expect(vendor.asked).toHaveLength(5);
  });

  test("maps, pages and estimates as its parent does, with its own settings", async () => {
    const { client } = createScene();
    const child = client.with({ label: "a", budget: { maxCalls: 1 } });
    const items = [];
    for await (const item of child.map(things, [id, { id: "2" }], { concurrency: 1 })) items.push(item);
    expect(items).toMatchObject([
      { ok: true, meta: { label: "a" } },
      { ok: false, error: { kind: "budget" } },
    ]);
    expect(await child.estimate(things, { id: "3" })).toMatchObject({ outcome: "over-budget" });
    expect(await client.estimate(things, { id: "3" })).toMatchObject({ outcome: "send" });
  });

  test.each<[string, unknown, string]>([
    ["fetch", fetch, "`fetch` is the same for a client and its children: give it to createClient"],
    ["token", "x", "`token` is the same for"],
    ["ledger", {}, "`ledger` is the same for"],
    ["onEvent", () => undefined, "`onEvent` is the same for"],
    ["lable", "x", "did you mean `label`?"],
    ["deadlineMs", Number.NaN, "`deadlineMs` must be"],
    ["cache", { ttlMs: 5 }, "`cache` of a call must be"],
    ["budget", { maxCall: 1 }, "did you mean"],
    ["budget", { maxCalls: Number.NaN }, "must be"],
    ["retry", 0, "such as { maxAttempts: 3 }"],
  ])("is not made with %s: %s", (name, value, told) => {
    const { client } = createScene();
    expect(() => client.with({ [name]: value })).toThrow(ConfigError);
    expect(() => client.with({ [name]: value })).toThrow(told);
  });
});

describe("budgets nest", () => {
  test("and each holds, of the client, a child and its own child", async () => {
    const { client, vendor } = createScene({ budget: { maxCalls: 4, name: "all" }, twins: false });
    const child = client.with({ budget: { maxCalls: 3, name: "the child's" } });
    const grandchild = child.with({ budget: { maxCalls: 1, name: "the grandchild's" } });
    const asked = { cache: "off" } as const;
    expect(await grandchild.try(things, id, asked)).toMatchObject({ ok: true });
    expect(await grandchild.try(things, id, asked)).toMatchObject({ error: { kind: "budget", limit: { calls: 1 } } });
    expect(await child.try(things, id, asked)).toMatchObject({ ok: true });
    expect(await child.try(things, id, asked)).toMatchObject({ ok: true });
    expect(await child.try(things, id, asked)).toMatchObject({ error: { kind: "budget", limit: { calls: 3 } } });
    expect(await client.try(things, id, asked)).toMatchObject({ ok: true });
    expect(await client.with({ budget: { maxCalls: 9 } }).try(things, id, asked)).toMatchObject({
      error: { kind: "budget", limit: { calls: 4 } },
    });
    expect(vendor.asked).toHaveLength(4);
    expect(await client.sum()).toMatchObject({ spentCalls: 4, reservedCalls: 0 });
  });

  test("under many calls at once, to the last one", async () => {
    const { client, vendor } = createScene({ budget: { maxCalls: 30 } });
    const children = [1, 2, 3, 4].map(() => client.with({ budget: { maxCalls: 10 } }));
    await Promise.all(
      children.flatMap((child, one) =>
        Array.from({ length: 15 }, (_, two) => child.try(things, { id: `${one}-${two}` })),
      ),
    );
    expect(vendor.asked).toHaveLength(30);
  });

  test("and a call that may go is no twin of one that may not", async () => {
    const { client, vendor } = createScene();
    const results = await Promise.all([
      client.with({ budget: { maxCalls: 0 } }).try(things, id),
      client.try(things, id),
      client.with({ budget: { maxCalls: 5 } }).try(things, id),
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(vendor.asked).toHaveLength(2);
  });
});

describe("a client that is closed", () => {
  test("sends nothing more, and says so", async () => {
    const { client, vendor, events } = createScene();
    await client.close();
    const error = { kind: "config", billing: "unbilled", message: expect.stringContaining("the client is closed") };
    expect(await client.try(things, id)).toMatchObject({ ok: false, error });
    await expect(client.call(things, id)).rejects.toThrow(ConfigError);
    await expect(client.with({ label: "a" }).call(things, id)).rejects.toThrow("the client is closed");
    const items = [];
    for await (const item of client.map(things, [id, { id: "2" }], { concurrency: 1 })) items.push(item);
    expect(items).toHaveLength(1);
    expect(vendor.asked).toEqual([]);
    expect(events[0]).toMatchObject({ type: "refused", kind: "config" });
    await client.close();
    expect(await client.sum()).toMatchObject({ spentCalls: 0 });
  });

  test("waits for what is under way, and for its account", async () => {
    const door = createDoor();
    const { client } = createScene({}, async () => (await door.opened, 0));
    const running = client.try(things, id);
    let isClosed = false;
    const closing = client.close().then(() => (isClosed = true));
    await new Promise((resolve) => void setImmediate(resolve));
    expect(isClosed).toBe(false);
    door.open();
    expect(await running).toMatchObject({ ok: true, meta: { billing: "billed" } });
    await closing;
    expect(await client.sum()).toMatchObject({ spentCalls: 1, reservedCalls: 0 });
  });

  test("lets nothing wait that was not sent: for its place, for another try, for the ledger or for the token", async () => {
    const door = createDoor();
    const never = new Promise<never>(() => undefined);
    const ledger = { reserve: () => never, settle: () => undefined, usage: () => [], unreconciled: () => [] };
    const limited = createScene({ rateLimiter: { concurrency: 1 } }, async () => (await door.opened, 0));
    const first = limited.client.try(things, id);
    const signal = new AbortController().signal;
    const waiting = [
      limited.client.try(things, { id: "2" }),
      limited.client.try(things, { id: "3" }, { deadlineMs: 60_000 }),
      limited.client.try(things, { id: "4" }, { signal }),
      limited.client.with({ label: "child" }).try(things, { id: "5" }),
    ];
    await vi.waitFor(() => expect(limited.vendor.asked).toHaveLength(1));
    const closing = limited.client.close();
    const closed = { ok: false, error: { kind: "config", billing: "unbilled" } };
    expect(await Promise.all(waiting)).toMatchObject(waiting.map(() => closed));
    door.open();
    expect(await first).toMatchObject({ ok: true });
    await closing;
    expect(limited.vendor.asked).toHaveLength(1);

    const retried = createScene({ retry: { baseMs: 60_000 } }, () => 302);
    const failing = retried.client.try(things, id);
    await vi.waitFor(() => expect(retried.events.some(({ type }) => type === "retry")).toBe(true));
    await retried.client.close();
    expect(await failing).toMatchObject({ error: { kind: "api", code: 302, billing: "unbilled" } });

    const unbooked = createScene({ ledger });
    const booking = unbooked.client.try(things, id);
    await unbooked.client.close();
    expect(await booking).toMatchObject(closed);

    const { promise: token, resolve: give } = Promise.withResolvers<string>();
    const read = vi.fn<() => Promise<string>>(() => token);
    const asked = createScene({ token: read });
    const tokenless = asked.client.try(things, id);
    await vi.waitFor(() => expect(read).toHaveBeenCalled());
    const ending = asked.client.close();
    give("marked-late-token");
    expect(await tokenless).toMatchObject(closed);
    await ending;
    expect(asked.vendor.asked).toEqual([]);
  });

  test("closes its children; a child closes alone", async () => {
    const { client, vendor } = createScene();
    const child = client.with({ label: "a" });
    const other = client.with({ label: "b" });
    await child.close();
    await expect(child.call(things, id)).rejects.toThrow("closed");
    await expect(child.with({}).call(things, id)).rejects.toThrow("closed");
    await other.call(things, id);
    await client.close();
    await expect(other.call(things, { id: "2" })).rejects.toThrow("closed");
    expect(vendor.asked).toHaveLength(1);
  });

  test("waits for no place of a limiter that heeds nothing", async () => {
    const { client, vendor } = createScene({ rateLimiter: { acquire: () => new Promise(() => undefined) } });
    const waiting = client.try(things, id);
    await client.close();
    expect(await waiting).toMatchObject({ error: { kind: "config", billing: "unbilled" } });
    expect(vendor.asked).toEqual([]);
  });

  test("estimates nothing, for nothing would be sent", async () => {
    const { client } = createScene();
    await client.close();
    await expect(client.estimate(things, id)).rejects.toThrow("the client is closed");
  });

  test("at the end of a block that says `await using`", async () => {
    const { client } = createScene();
    {
      await using child = client.with({ label: "a" });
      await child.call(things, id);
    }
    {
      await using own = client;
      await own.call(things, { id: "2" });
    }
    await expect(client.call(things, { id: "3" })).rejects.toThrow("closed");
  });
});

/** One request is under way, and nothing else may be. */
async function createQueue() {
  const door = createDoor();
  const scene = createScene({ rateLimiter: { concurrency: 1 } }, async () => (await door.opened, 0));
  const running = scene.client.try(things, { id: "0" });
  await vi.waitFor(() => expect(scene.vendor.asked).toHaveLength(1));
  return { ...scene, door, running, child: scene.client.with({ label: "child" }) };
}

describe("a child that is closed while its parent goes on", () => {
  const closed = { ok: false, error: { kind: "config", message: expect.stringContaining("the client is closed") } };

  test("waits for no place, and gives back what it had reserved", async () => {
    const { client, child, door, running, vendor } = await createQueue();
    const waiting = [
      child.try(things, id),
      child.try(things, id),
      child.try(things, { id: "2" }, { cache: "off" }),
      child.with({ label: "grandchild" }).try(things, { id: "3" }),
      child.try(things, { id: "4" }, { signal: new AbortController().signal, deadlineMs: 60_000 }),
    ];
    await child.close();
    expect(await Promise.all(waiting)).toMatchObject(waiting.map(() => closed));
    expect(await client.sum()).toMatchObject({ spentCalls: 0, reservedCalls: 1 });
    door.open();
    expect(await running).toMatchObject({ ok: true });
    expect(vendor.asked).toHaveLength(1);
  });

  test("sends nothing of what waits for a cache or a store of doors", async () => {
    const door = createDoor();
    const wait = (): Promise<undefined> => door.opened.then(() => undefined);
    const doors = { ...createMemoryLatchStore(), read: async () => (await door.opened, []) };
    for (const options of [
      { cache: { ttlMs: 1000, store: { get: wait, set: wait } } },
      { latches: { store: doors } },
    ]) {
      const { client, vendor } = createScene(options);
      const child = client.with({ label: "child" });
      const waiting = [child.try(things, id), child.try(things, id), child.try(things, { id: "2" })];
      const closing = child.close();
      door.open();
      expect(await Promise.all(waiting)).toMatchObject(waiting.map(() => closed));
      await closing;
      expect(vendor.asked).toEqual([]);
    }
  });

  test.each([
    ["first", 0],
    ["last", 1],
  ])("leaves a request to identical calls of others, when it came %s", async (_name, childs) => {
    const { client, child, door, running, vendor } = await createQueue();
    const clients = childs === 0 ? [child, client, client.with({})] : [client, child, client.with({})];
    const calls = clients.map((one) => one.try(things, id));
    await child.close();
    expect(await calls[childs]).toMatchObject(closed);
    door.open();
    const others = await Promise.all(calls.filter((_, index) => index !== childs));
    expect(others.map(({ ok, meta }) => [ok, meta.billing])).toEqual([
      [true, "billed"],
      [true, "unbilled"],
    ]);
    expect(new Set(others.map(({ meta }) => `${meta.callId} ${meta.label}`)).size).toBe(2);
    await running;
    expect(vendor.asked).toHaveLength(2);
  });

  test("waits for what is under way, and a call of the parent's may join it", async () => {
    const door = createDoor();
    const { client, vendor } = createScene({}, async () => (await door.opened, 0));
    const child = client.with({ label: "child" });
    const running = child.try(things, id);
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    const closing = child.close();
    const twin = client.try(things, id);
    door.open();
    expect(await Promise.all([running, twin])).toMatchObject([{ ok: true }, { ok: true, meta: { cached: true } }]);
    await closing;
    expect(vendor.asked).toHaveLength(1);
  });

  test("is not tried again for itself, but for others", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.9);
    onTestFinished(() => void vi.restoreAllMocks());
    const { client, events } = createScene({ retry: { baseMs: 200 } }, ({ number }) => (number < 3 ? 301 : 0));
    const child = client.with({ label: "child" });
    const alone = child.try(things, id);
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain("retry"));
    await child.close();
    expect(await alone).toMatchObject({ error: { kind: "api", code: 301, billing: "unbilled" } });
    events.length = 0;
    const other = client.with({ label: "other" });
    const calls = [other.try(things, id), client.try(things, id)];
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain("retry"));
    await other.close();
    expect(await Promise.all(calls)).toMatchObject([closed, { ok: true }]);
  });

  test("is held by nobody once its calls have ended", async () => {
    const { client } = createScene();
    const ends = vi.fn<() => void>();
    for (let times = 0; times < 3; times += 1) await client.with({ label: "a" }).call(things, { id: `${times}` });
    const child = client.with({ label: "b" });
    await child.call(things, id);
    await child.close().then(ends);
    await client.close().then(ends);
    expect(ends).toHaveBeenCalledTimes(2);
  });
});
