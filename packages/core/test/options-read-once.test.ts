import {
  type ClientOptions,
  ConfigError,
  createAdaptiveLimiter,
  createMemoryCache,
  createMemoryLedger,
} from "@just-one/core";
import { createBudgetStage, createCacheStage, createLatches, createRetryStage } from "@just-one/core/lean";
import { describe, expect, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createVendor } from "./support/create-vendor.ts";

// What was checked is what holds: options of every wrong kind are refused, and all are read once.

const things = "GET /things/v1";
const id = { id: "1" };

const wrong: readonly unknown[] = [null, Number.NaN, Symbol("wrong"), 5n];
const noObject = [...wrong, true, 5, "text", () => undefined, []];
const noPart = [null, Number.NaN, true, 5, "text", () => undefined, []];
const noFlag = [...wrong, 0, "false", {}];
const noFunction = [...wrong, false, 1, "text", {}, []];
const noList = [...wrong, true, 1, "text", {}];
const noText = [...wrong, true, 1, {}, []];
const noNumber = [...wrong, "5", true, {}, []];
const noMethods = [{}, { reserve: 1, settle: 1, usage: 1, unreconciled: 1, get: 1, set: 1 }];

const clientOptions: Readonly<Record<string, readonly unknown[]>> = {
  token: [...wrong, undefined, 1, {}],
  environment: noText,
  baseUrl: noText,
  allowInsecureHttp: noFlag,
  allowBrowser: noFlag,
  twins: noFlag,
  fetch: noFunction,
  onEvent: noFunction,
  onMismatch: noFunction,
  timeoutMs: noNumber,
  deadlineMs: noNumber,
  maxResponseBytes: noNumber,
  retry: noPart,
  latches: noPart,
  rateLimiter: noPart,
  budget: [...noObject, false],
  prices: [null, Number.NaN, true, 5, "text", []],
  ledger: [...noObject, ...noMethods],
  cache: [...noObject, false, {}],
  catalog: noList,
  stages: noList,
  validators: noList,
  validate: [...wrong, true, "on"],
};

const nestedOptions: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  retry: { maxAttempts: noNumber, baseMs: noNumber, capMs: noNumber, retryUnknown: noFlag },
  latches: { reopenAfterMs: noNumber },
  rateLimiter: { concurrency: noNumber, requestsPerMinute: noNumber, maxQueue: noNumber, adaptive: noFlag },
  budget: { maxCalls: noNumber, maxCost: [...wrong, 5, "5,0"], window: [...wrong, "week"] },
  cache: { ttlMs: [...wrong, undefined, "5", true, { [things]: null }], store: [...noObject, ...noMethods] },
};

function list(options: Readonly<Record<string, readonly unknown[]>>): [string, unknown][] {
  return Object.entries(options).flatMap(([name, values]) => values.map((value): [string, unknown] => [name, value]));
}

describe("a client is not made with an option of the wrong kind", () => {
  test.each(list(clientOptions))("%s: %s", (name, value) => {
    expect(() => createTestClient({ [name]: value })).toThrow(ConfigError);
  });

  test.each(
    Object.entries(nestedOptions).flatMap(([part, options]) =>
      list(options).map(([name, value]): [string, string, unknown] => [part, name, value]),
    ),
  )("%s.%s: %s", (part, name, value) => {
    const rest = part === "cache" ? { ttlMs: 5 } : {};
    expect(() => createTestClient({ [part]: { ...rest, [name]: value } })).toThrow(ConfigError);
  });

  test.each([null, undefined, 5, "text"])("in place of all options: %s", (options) => {
    // Safe: what callers without types may do.
    expect(() => createMemoryCache(options === undefined ? (null as never) : (options as never))).toThrow(ConfigError);
  });

  test("and `undefined` stands for an absent one", () => {
    const names = Object.keys(clientOptions).filter((name) => name !== "token");
    const options = Object.fromEntries(names.map((name) => [name, undefined]));
    expect(() => createTestClient({ ...options, baseUrl: "http://127.0.0.1:9" })).not.toThrow();
  });
});

const callOptions: Readonly<Record<string, readonly unknown[]>> = {
  signal: [...noObject, {}, { aborted: false }],
  timeoutMs: noNumber,
  deadlineMs: noNumber,
  retry: [...noPart, { maxAttempts: null }, { retryUnknown: "false" }],
  cache: [...wrong, true, "of", {}, { ttlMs: 5 }],
  label: noText,
};

describe("a call is not sent with an option of the wrong kind", () => {
  test.each(list(callOptions))("%s: %s", async (name, value) => {
    const { client, vendor } = createScene({});
    const result = await client.try(things, id, { [name]: value });
    expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
    const mapped = client.map(things, [id], { [name]: value }).next();
    expect(await mapped.catch((error: unknown) => error)).toSatisfy(
      (end) => end instanceof ConfigError || end.value.error instanceof ConfigError,
    );
    expect(vendor.asked).toEqual([]);
    expect(await client.usage()).toEqual([]);
  });

  test.each([
    ["order", "inputs"],
    ["order", null],
    ["concurrency", null],
    ["concurrency", Number.NaN],
    ["onProgress", null],
  ])("of a map, %s: %s", async (name, value) => {
    const { client, vendor } = createScene({});
    await expect(client.map(things, [id], { [name]: value }).next()).rejects.toThrow(ConfigError);
    expect(vendor.asked).toEqual([]);
  });
});

describe("options are read once", () => {
  test("a client's: what becomes of them later changes nothing", async () => {
    const retry = { maxAttempts: 1, retryUnknown: false, baseMs: 0 };
    const budget = { maxCalls: 1 };
    const prices: Record<string, string> = { [things]: "0.15" };
    const ttlMs: Record<string, number> = {};
    const options: Partial<ClientOptions> = { retry, budget, prices, cache: { ttlMs } };
    const { client, vendor } = createScene(options, () => 301);
    Object.assign(retry, { maxAttempts: 5, retryUnknown: true });
    Object.assign(budget, { maxCalls: 100 });
    prices[things] = "nonsense";
    ttlMs[things] = 1000;
    Object.assign(options, { deadlineMs: -1 });
    expect(await client.try(things, id)).toMatchObject({ error: { code: 301 } });
    expect(vendor.asked).toHaveLength(1);
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "send", price: "0.15", maxBilledRequests: 1 });
  });

  test("a budget that grows is none", async () => {
    const budget = { maxCalls: 1 };
    const { client, vendor } = createScene({ budget });
    await client.try(things, id);
    budget.maxCalls = 100;
    expect(await client.try(things, { id: "2" })).toMatchObject({ error: { kind: "budget", limit: { calls: 1 } } });
    expect(vendor.asked).toHaveLength(1);
  });

  test.each<[string, object, (options: object) => unknown]>([
    ["retry", { maxAttempts: 2 }, (options) => createRetryStage(options)],
    ["budget", { maxCalls: 2 }, (budget) => createBudgetStage({ budget, prices: {}, ledger: createMemoryLedger() })],
    ["latches", { reopenAfterMs: 2 }, (options) => createLatches(options)],
    ["limiter", { concurrency: 2 }, (options) => createAdaptiveLimiter(options)],
    ["memory cache", { maxEntries: 2 }, (options) => createMemoryCache(options)],
    ["cache", { ttlMs: 2 }, (options) => createCacheStage(options as { ttlMs: 1 })],
  ])("every part's (%s): none is read a second time", (_part, members, create) => {
    const reads = new Map<PropertyKey, number>();
    const options = new Proxy(members, {
      get: (target, name) => {
        reads.set(name, (reads.get(name) ?? 0) + 1);
        return Reflect.get(target, name) as unknown;
      },
    });
    create(options);
    expect(Math.max(...reads.values())).toBe(1);
  });

  test("a call's: a signal or label that changes while it waits changes nothing", async () => {
    const { client, vendor, door } = createScene({ rateLimiter: { concurrency: 1 } }, () => 0, true);
    const running = client.try(things, id);
    const options: Record<string, unknown> = { label: "first", retry: { maxAttempts: 1 } };
    const waiting = client.try(things, { id: "2" }, options);
    Object.assign(options, { label: "second", timeoutMs: -1 });
    door.open();
    await Promise.all([running, waiting]);
    expect(vendor.asked).toHaveLength(2);
    expect((await client.usage()).map(({ label }) => label)).toEqual(["", "first"]);
  });
});

describe("what is sent is what was checked", () => {
  const nested = "GET /nested/v1";

  function createNested(): Scene {
    const catalog = [
      {
        operation: nested,
        method: "GET",
        path: "/nested/v1",
        token: "query",
        deprecated: false,
        parameters: [
          { name: "ids", in: "query", required: false, types: ["array"], enum: ["a", "b"] },
          { name: "filter", in: "query", required: false, types: [] },
        ],
      },
    ];
    // Safe: an entry as the generated ones are.
    return createScene({ catalog: catalog as never, rateLimiter: { concurrency: 1 } }, () => 0, true);
  }

  /** What the vendor got for a call that was changed while it waited. */
  async function send(parameters: object, change: () => void): Promise<string[]> {
    const { client, vendor, door } = createNested();
    // Safe: the operation is in the catalog above.
    const call = (own: object) => client.try(nested as never, own as never);
    const running = call({});
    const waiting = call(parameters);
    change();
    door.open();
    await Promise.all([running, waiting]);
    return vendor.asked.slice(1).map(({ parameters: sent }) => {
      sent.delete("token");
      return decodeURIComponent(sent.toString());
    });
  }

  test("though a list changes while the call waits", async () => {
    const ids = ["a"];
    expect(await send({ ids }, () => ids.push("c"))).toEqual(["ids=a"]);
  });

  test("though what is nested deeper changes", async () => {
    const filter = { deep: { list: [{ n: 1 }] } };
    const change = (): void => void Object.assign(filter.deep.list[0] ?? {}, { n: 2 });
    expect(await send({ filter }, change)).toEqual(['filter[deep]={"list":[{"n":1}]}']);
  });

  test("though a getter tells something else each time", async () => {
    let count = 0;
    const getters = {
      get ids() {
        return count++ === 0 ? ["a"] : ["c"];
      },
    };
    expect(await send(getters, () => undefined)).toEqual(["ids=a"]);
    expect(count).toBe(1);
  });

  test("though a proxy does", async () => {
    let count = 0;
    const ids = new Proxy(["a"], {
      get: (target, name) => (name === "0" && count++ > 0 ? "c" : (Reflect.get(target, name) as unknown)),
    });
    expect(await send({ ids }, () => undefined)).toEqual(["ids=a"]);
  });

  test.each<[string, () => object]>([
    ["a function named toJSON", () => ({ deep: { toJSON: () => "other" } })],
    [
      "a getter named toJSON",
      () => ({ deep: Object.defineProperty({}, "toJSON", { enumerable: true, get: () => () => 1 }) }),
    ],
    [
      "an object of a class",
      () => ({
        deep: new (class {
          toJSON = () => 1;
        })(),
      }),
    ],
    ["a date", () => ({ deep: new Date(0) })],
    [
      "itself",
      () => {
        const own: Record<string, unknown> = {};
        own["own"] = own;
        return own;
      },
    ],
  ])("and %s is not sent", async (_what, create) => {
    expect(await send({ filter: create() }, () => undefined)).toEqual([]);
  });

  test("and a hidden toJSON of a list or an object has no say", async () => {
    const numbers = Object.assign([1], { toJSON: () => "other" });
    const hidden = Object.defineProperty({ n: 1 }, "toJSON", { value: () => "other" });
    expect(await send({ filter: { list: numbers, hidden } }, () => undefined)).toEqual([
      'filter[hidden]={"n":1}&filter[list]=[1]',
    ]);
  });
});

interface Scene {
  readonly client: ReturnType<typeof createTestClient>;
  readonly vendor: ReturnType<typeof createVendor>;
  readonly door: ReturnType<typeof createDoor>;
}

function createScene(
  options: Partial<ClientOptions>,
  answer: Parameters<typeof createVendor>[0] = () => 0,
  isClosed = false,
): Scene {
  const door = createDoor();
  if (!isClosed) door.open();
  const vendor = createVendor(async (asked) => {
    await door.opened;
    return answer?.(asked) ?? 0;
  });
  return { door, vendor, client: createTestClient(Object.assign({ fetch: vendor.fetch }, options)) };
}

test("what becomes of the `retry` of a child, or of a map, changes nothing", async () => {
  const retry = { maxAttempts: 1, baseMs: 0 };
  const vendor = createVendor(() => 301);
  const client = createTestClient({ fetch: vendor.fetch });
  const child = client.with({ retry });
  const items = client.map(things, [{ id: "1" }, { id: "2" }], { retry, concurrency: 1 });
  await items.next();
  retry.maxAttempts = 5;
  await items.next();
  await child.try(things, id);
  expect(vendor.asked).toHaveLength(3);
});
