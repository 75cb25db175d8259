import { createMemoryLatchStore, type LatchStore, type StoredDoor } from "@just-one/core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

const things = "GET /things/v1";
const searches = "POST /searches/v1";
let count = 0;

afterEach(() => void vi.useRealTimers());

/** One of several processes: a client of its own, and a vendor that answers with these codes. */
function createProcess(store: LatchStore, codes: readonly number[] = []) {
  const vendor = createVendor(({ number }) => codes[number - 1] ?? 0);
  const client = createTestClient({ fetch: vendor.fetch, latches: { store }, retry: false });
  const call = async (operation: typeof things | typeof searches = things): Promise<unknown> => {
    const id = `${(count += 1)}`;
    const result = operation === things ? await client.try(things, { id }) : await client.try(searches, { text: id });
    if (result.ok) return "ok";
    return result.error.kind === "api" ? result.error.code : result.error;
  };
  return { vendor, client, call };
}

describe("processes that share a store", () => {
  test("stop at the door of the account that one of them has closed, and say so", async () => {
    const store = createMemoryLatchStore();
    const one = createProcess(store, [601]);
    const other = createProcess(store);
    expect(await one.call()).toBe(601);
    expect(await other.call(searches)).toBe(601);
    const { error } = await other.client.try(things, { id: "x" });
    expect(error).toMatchObject({
      billing: "unbilled",
      message: expect.stringMatching(/was not sent: .* code 601, which closes it until/),
      cause: { message: "another process was answered with code 601" },
    });
    expect(await other.client.estimate(things, { id: "y" })).toMatchObject({ outcome: "closed" });
    expect(other.vendor.asked).toEqual([]);
  });

  test.each([303, 600])("stop at an operation's door, of code %i, and at no other", async (code) => {
    const store = createMemoryLatchStore();
    expect(await createProcess(store, [code]).call()).toBe(code);
    const other = createProcess(store);
    expect([await other.call(), await other.call(searches)]).toEqual([code, "ok"]);
  });

  test("stop at a door that the store tells of by a promise of another make", async () => {
    const memory = createMemoryLatchStore();
    expect(await createProcess(memory, [601]).call()).toBe(601);
    const doors = await memory.read();
    // oxlint-disable-next-line unicorn/no-thenable -- this is what the test is about; safe: an await asks for no more
    const read = (): never => ({ then: (take: (all: typeof doors) => void) => take(doors) }) as never;
    const other = createProcess({ ...memory, read });
    expect(await other.call()).toBe(601);
    expect(other.vendor.asked).toEqual([]);
  });

  test.each([100, 602])("keep what an answer with %i says of a token to themselves", async (code) => {
    const store = createMemoryLatchStore();
    const one = createProcess(store, [code]);
    expect([await one.call(), await one.call()]).toEqual([code, code]);
    expect(one.vendor.asked).toHaveLength(1);
    expect(await store.read()).toEqual([]);
    expect(await createProcess(store).call()).toBe("ok");
  });

  test("go on when one of them has found the door open", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const store = createMemoryLatchStore();
    const [one, other] = [createProcess(store, [601]), createProcess(store, [])];
    await one.call();
    expect(await other.call()).toBe(601);
    vi.setSystemTime(Date.now() + 60_001);
    expect(await other.call()).toBe("ok");
    expect(await store.read()).toEqual([]);
    expect(await one.call()).toBe("ok");
  });

  test("wait as long as the one that tried it last in vain", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const store = createMemoryLatchStore();
    const [one, other] = [createProcess(store, [601]), createProcess(store, [601])];
    await one.call();
    expect(await other.call()).toBe(601);
    vi.setSystemTime(Date.now() + 60_001);
    await other.call(); // in vain: two minutes now
    vi.setSystemTime(Date.now() + 60_001);
    expect([await one.call(), one.vendor.asked.length]).toEqual([601, 1]);
    vi.setSystemTime(Date.now() + 60_001);
    expect(await one.call()).toBe("ok");
  });

  test("go on when one of them is reset", async () => {
    const store = createMemoryLatchStore();
    const [one, other] = [createProcess(store, [601]), createProcess(store)];
    await one.call();
    expect(await other.call()).toBe(601);
    one.client.reset();
    expect(await other.call()).toBe("ok");
  });

  test.each([
    ["at once", 0],
    ["after a while", 5],
  ])("are opened by one that has not looked yet, in a store that answers %s", async (_name, ms) => {
    const kept = createMemoryLatchStore();
    const read = async (): Promise<readonly StoredDoor[]> => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return kept.read();
    };
    const store: LatchStore = ms === 0 ? kept : { ...kept, read };
    await createProcess(store, [601]).call();
    const other = createProcess(store);
    other.client.reset();
    expect(await other.call()).toBe("ok");
    expect(await kept.read()).toEqual([]);
  });

  test("open a quota's door at midnight in Shanghai", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T15:59:00Z") });
    const store = createMemoryLatchStore();
    await createProcess(store, [303]).call();
    const other = createProcess(store);
    const { error } = await other.client.try(things, { id: "x" });
    expect(error).toMatchObject({ code: 303, resetsAt: new Date("2026-11-24T16:00:00Z") });
    vi.setSystemTime("2026-11-24T16:00:00Z");
    expect(await other.call()).toBe("ok");
  });
});

const failing: readonly [string, () => never | Promise<never>][] = [
  ["throws", () => raise()],
  ["rejects", async () => raise()],
  ["never answers", () => new Promise<never>(() => undefined)],
];

describe.each(failing)("a store that %s", (_how, fail) => {
  // Safe: an async function is what callers without types may give.
  const broken = { read: fail, close: fail, open: fail, subscribe: fail } as unknown as LatchStore;

  test("loses nothing that was paid for, and leaves the client its own doors", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const { call, vendor } = createProcess(broken, [0, 0, 601]);
    const first = call();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await first).toBe("ok");
    // Later ones wait for nothing.
    expect([await call(), await call(), await call()]).toEqual(["ok", 601, 601]);
    expect(vendor.asked).toHaveLength(3);
  });
});

test.each<[string, () => StoredDoor[]]>([
  ["fails", raise],
  ["answers nonsense", () => "nonsense" as unknown as StoredDoor[]],
])("a store that %s for a while opens no door, and is asked again two seconds later", async (_what, spoiled) => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const memory = createMemoryLatchStore();
  let isSpoiled = true;
  const store = { ...memory, read: () => (isSpoiled ? spoiled() : memory.read()) };
  await createProcess(memory, [601]).call();
  const { call } = createProcess(store);
  expect(await call()).toBe("ok");
  isSpoiled = false;
  expect(await call()).toBe("ok");
  vi.advanceTimersByTime(2001);
  expect(await call()).toBe(601);
  isSpoiled = true;
  await memory.open({ code: 600, operation: things }); // no change, and nobody is told
  await memory.close({ code: 600, operation: searches, until: Date.now() + 60_000 });
  expect(await call()).toBe(601);
});

describe("what a store answers", () => {
  const now = Date.now();
  test.each<[string, unknown]>([
    ["is no list", { code: 601, until: now + 60_000 }],
    ["is nothing", undefined],
    ["is null", null],
    ["has members that are none", [null, 5, "601", [], () => undefined]],
    ["has no code", [{ until: now + 60_000 }]],
    ["has a code as text", [{ code: "601", until: now + 60_000 }]],
    ["has a code that closes nothing", [{ code: 302, operation: things, until: now + 60_000 }]],
    [
      "has a token's code",
      [
        { code: 100, until: now + 60_000 },
        { code: 602, operation: things, until: now + 60_000 },
      ],
    ],
    ["has no time", [{ code: 601 }]],
    [
      "has a time that is none",
      [
        { code: 601, until: Number.NaN },
        { code: 601, until: "tomorrow" },
      ],
    ],
    ["has a time that is over", [{ code: 601, until: now - 1 }]],
    ["has no operation", [{ code: 600, until: now + 60_000 }]],
    ["has the account as an operation", [{ code: 600, operation: "account", until: now + 60_000 }]],
    ["cannot be read", [Object.defineProperty({}, "code", { get: raise })]],
  ])("that %s closes nothing", async (_what, answer) => {
    // Safe: that it is none is what is tried.
    const store = { ...createMemoryLatchStore(), read: () => answer as StoredDoor[] };
    expect(await createProcess(store).call()).toBe("ok");
  });

  test.each([
    ["for ever", { code: 601, until: Infinity, waitMs: Infinity }, 900_000],
    ["for a thousand years", { code: 600, operation: things, until: now + 3e13, waitMs: -5 }, 900_000],
    ["beyond midnight", { code: 303, operation: things, until: now + 3e13 }, 24 * 3_600_000],
  ])("closes nothing %s, but as long as a client would itself", async (_what, door, longestMs) => {
    vi.useFakeTimers({ toFake: ["Date"], now });
    const { call } = createProcess({ ...createMemoryLatchStore(), read: () => [door] });
    expect(await call()).toBe(door.code);
    vi.setSystemTime(now + longestMs + 1);
    expect(await call()).toBe("ok");
  });
});

test.each([null, {}, { read: 1, close: 1, open: 1, subscribe: 1 }])("%o is no store", (store) => {
  // Safe: what callers without types may give.
  expect(() => createTestClient({ latches: { store: store as LatchStore } })).toThrow(
    "`latches.store` must have a method",
  );
});

test("a store is asked once for many calls, and again when it has changed", async () => {
  const memory = createMemoryLatchStore();
  let reads = 0;
  const store: LatchStore = { ...memory, read: async () => ((reads += 1), memory.read()) };
  const { call } = createProcess(store);
  expect(await Promise.all(Array.from({ length: 20 }, () => call()))).toEqual(Array.from({ length: 20 }, () => "ok"));
  expect(reads).toBe(1);
  await memory.close({ code: 601, until: Date.now() + 60_000 });
  expect([await call(), await call(), reads]).toEqual([601, 601, 2]);
});

test("a client that could not be made, or is closed before its first call, has left nothing in the store", async () => {
  const subscribe = vi.fn<LatchStore["subscribe"]>(() => () => undefined);
  const store: LatchStore = { ...createMemoryLatchStore(), subscribe };
  expect(() => createTestClient({ latches: { store }, token: "two words" })).toThrow("token");
  const { client, call } = createProcess(store);
  await client.close();
  await call();
  expect(subscribe).not.toHaveBeenCalled();
});

test("a client that is closed leaves the store", async () => {
  const left: string[] = [];
  const store: LatchStore = { ...createMemoryLatchStore(), subscribe: () => () => void left.push("left") };
  const { client, call } = createProcess(store);
  await call();
  await client.close();
  expect(left).toEqual(["left"]);
});

function raise(): never {
  throw new Error("the store failed");
}
