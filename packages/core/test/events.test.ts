import { runInNewContext } from "node:vm";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientEvent, ClientOptions } from "@just-one/core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createDoor, createReply, createVendor } from "./support/create-vendor.ts";
import { failures } from "./support/failures.ts";
import { findSecret } from "./support/find-secret.ts";
import { createEntry } from "./support/operations.ts";
import { runFailure } from "./support/run-failure.ts";

const things = "GET /things/v1";
const id = { id: "marked-parameter" };

/** Answers as the process of Next.js's Edge runtime does. */
function refuse(): never {
  throw new Error("A Node.js API is used (process.getBuiltinModule) which is not supported in the Edge Runtime.");
}

/** Subscribes to the channel for as long as the test runs. */
function listen(): unknown[] {
  const heard: unknown[] = [];
  const hear = (message: unknown): void => void heard.push(message);
  subscribe("just-one:event", hear);
  onTestFinished(() => void unsubscribe("just-one:event", hear));
  return heard;
}

/** A client and all that it tells. */
function createScene(options: Partial<ClientOptions> = {}) {
  const events: ClientEvent[] = [];
  const client = createTestClient({
    fetch: createVendor().fetch,
    onEvent: (event) => void events.push(event),
    ...options,
  });
  return { client, events, types: () => events.map(({ type }) => type) };
}

describe("what a client tells of a call", () => {
  test("that succeeds: the attempt, and that it is billed at its price", async () => {
    const { client, events } = createScene({ prices: { [things]: "0.15" } });
    const { meta } = await client.call(things, id, { label: "report" });
    expect(events).toEqual([
      { type: "attempt", operation: things, callId: meta.callId, label: "report", attempt: meta.attempts[0] },
      {
        type: "billed",
        operation: things,
        callId: meta.callId,
        label: "report",
        cost: "0.15",
        durationMs: expect.any(Number),
        requestId: "r-1",
      },
    ]);
    expect(meta).toMatchObject({ callId: expect.stringMatching(/^[\w-]+$/), label: "report" });
  });

  test("without a label or a price has neither", async () => {
    const { client, events } = createScene();
    await client.call(things, id);
    expect(events.map((event) => Object.keys(event).toSorted())).toEqual([
      ["attempt", "callId", "operation", "type"],
      ["callId", "durationMs", "operation", "requestId", "type"],
    ]);
  });

  test("that is tried again: each attempt as it ends, and each wait before it begins", async () => {
    const seen: string[] = [];
    const vendor = createVendor(({ number }) => {
      seen.push(`sent ${number}`);
      return number < 3 ? 301 : 0;
    });
    const { client, events } = createScene({
      fetch: vendor.fetch,
      onEvent: (event) => void (seen.push(event.type), events.push(event)),
    });
    const { meta } = await client.call(things, id);
    expect(seen).toEqual(["sent 1", "attempt", "retry", "sent 2", "attempt", "retry", "sent 3", "attempt", "billed"]);
    expect(events[1]).toMatchObject({ type: "retry", waitMs: 0, attempt: meta.attempts[0] });
  });

  test("that fails: the attempt, and how it ended", async () => {
    const { client, events, types } = createScene({ fetch: createVendor(() => 400).fetch });
    const result = await client.try(things, id, { label: "report" });
    expect(types()).toEqual(["attempt", "failed"]);
    expect(events[1]).toEqual({
      type: "failed",
      operation: things,
      callId: result.meta.callId,
      label: "report",
      kind: "api",
      code: 400,
      billing: "unbilled",
      durationMs: expect.any(Number),
      requestId: "r-1",
    });
    expect(result.error?.callId).toBe(result.meta.callId);
  });

  test("that is lost: that nobody knows what it cost, and how long all its attempts took", async () => {
    const { client, events } = createScene({ fetch: () => new Promise(() => undefined), timeoutMs: 30 });
    await client.try(things, id);
    expect(events.at(-1)).toMatchObject({ type: "failed", kind: "timeout", billing: "unknown" });
    expect(events.at(-1)).toMatchObject({ durationMs: expect.toSatisfy((ms: number) => ms > 25) });
    expect(events.at(-1)).not.toHaveProperty("code");
  });

  test("whose reply is not of its type: that it is billed, and that it failed", async () => {
    const validators = [{ operation: things, check: () => [{ path: "data", expected: "a", actual: "b" }] }];
    const { client, events, types } = createScene({ validate: "error", validators });
    await client.try(things, id);
    expect(types()).toEqual(["attempt", "billed", "mismatch", "failed"]);
    expect(events.at(-1)).toMatchObject({ kind: "mismatch", billing: "billed" });
  });

  test("with one id for each call, and the same one in all that a call tells", async () => {
    const { client, events } = createScene({ fetch: createVendor(({ number }) => (number === 1 ? 301 : 0)).fetch });
    const first = await client.call(things, id);
    const second = await client.call(things, { id: "2" });
    expect(events.map(({ callId }) => callId)).toEqual([
      ...Array<unknown>(4).fill(first.meta.callId),
      ...Array<unknown>(2).fill(second.meta.callId),
    ]);
    expect(first.meta.callId).not.toBe(second.meta.callId);
  });

  test("before a closed door: the code and when it opens", async () => {
    vi.useFakeTimers({ now: new Date("2026-11-24T03:00:00Z"), toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const { client, events } = createScene({ fetch: createVendor(() => 303).fetch });
    await client.try(things, id);
    await client.try(things, id, { label: "later" });
    expect(events.slice(2)).toEqual([
      {
        type: "latched",
        operation: things,
        callId: expect.any(String),
        label: "later",
        code: 303,
        until: new Date("2026-11-24T16:00:00Z"),
      },
      expect.objectContaining({ type: "refused", label: "later", kind: "api", code: 303, billing: "unbilled" }),
    ]);
    const forEver = createScene({ fetch: createVendor(() => 600).fetch, latches: { reopenAfterMs: Infinity } });
    await forEver.client.try(things, id);
    await forEver.client.try(things, id);
    expect(forEver.events[2]).toEqual({ type: "latched", operation: things, callId: expect.any(String), code: 600 });
  });

  test("that waits for the rate limit: how long, and nothing when it does not", async () => {
    const vendor = createVendor(() => new Promise((resolve) => void setTimeout(() => resolve(0), 20)));
    const { client, events, types } = createScene({ fetch: vendor.fetch, rateLimiter: { concurrency: 1 } });
    await Promise.all([client.call(things, { id: "1" }), client.call(things, { id: "2" }, { label: "second" })]);
    expect(types().filter((type) => type === "throttled")).toHaveLength(1);
    expect(events.find(({ type }) => type === "throttled")).toEqual({
      type: "throttled",
      operation: things,
      callId: expect.any(String),
      label: "second",
      waitedMs: expect.toSatisfy((waitedMs: number) => waitedMs > 10 && waitedMs < 2000),
    });
  });

  test("that the cache answers, or a twin's request: that, and nothing else", async () => {
    const door = createDoor();
    const vendor = createVendor(async () => (await door.opened, 0));
    const { client, events } = createScene({ fetch: vendor.fetch, cache: { ttlMs: 60_000 } });
    const calls = [client.call(things, id), client.call(things, id, { label: "twin" })];
    door.open();
    await Promise.all(calls);
    await client.call(things, id, { label: "cache" });
    expect(events.map(({ type, label }) => [type, label])).toEqual([
      ["attempt", undefined],
      ["billed", undefined],
      ["cached", "twin"],
      ["cached", "cache"],
    ]);
  });

  test("of a deprecated operation: that, once for the client, before it is sent", async () => {
    const catalog = [things, "GET /others/v1"].map((operation) =>
      Object.assign(createEntry(operation, [{ name: "id" }]), { deprecated: true }),
    );
    const { client, types } = createScene({ catalog });
    await client.call(things, { id: "1" });
    await client.call(things, { id: "2" });
    await client.try("GET /others/v1" as typeof things, { id: "3" });
    expect(types()).toEqual([
      "deprecated",
      "attempt",
      "billed",
      "attempt",
      "billed",
      "deprecated",
      "attempt",
      "billed",
    ]);
  });

  test("that was refused before anything could happen: that, and by what", async () => {
    const { client, events } = createScene({ budget: { maxCalls: 0 } });
    await client.try(things, {} as typeof id, { label: "report" });
    await client.try(things, id);
    await client.try(things, id, { timeout: 1 } as object);
    const unknown = await client.try("GET /nothing" as typeof things, id, { label: "report" });
    expect(events).toMatchObject(
      ["validation", "budget", "config", "config"].map((kind) => ({
        type: "refused",
        kind,
        billing: "unbilled",
        callId: expect.any(String),
      })),
    );
    expect(events.map(({ label }) => label)).toEqual(["report", undefined, undefined, "report"]);
    expect(unknown.meta).toMatchObject({ callId: events[3]?.callId, label: "report", operation: "GET /nothing" });
  });
});

describe("an observer", () => {
  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("a bug");
      },
    ],
    ["rejects", () => Promise.reject(new Error("a bug"))],
    ["rejects with a promise of another realm", () => runInNewContext(`Promise.reject(new Error("a bug"))`)],
    ["answers null", () => null],
  ])("that %s does not make a paid call fail", async (_how, onEvent) => {
    const { client } = createScene({ onEvent });
    expect(await client.try(things, id)).toMatchObject({ ok: true });
    await new Promise((resolve) => void setImmediate(resolve)); // an unhandled rejection would fail the run here
  });

  test("of identical calls that are refused together says so of each", async () => {
    const vendor = createVendor();
    for (const options of [{ budget: { maxCalls: 0 } }, { middleware: [{ onRequest: () => createReply(600) }] }]) {
      const events: ClientEvent[] = [];
      const client = createTestClient({ fetch: vendor.fetch, onEvent: (event) => void events.push(event), ...options });
      const results = await Promise.all([client.try(things, { id: "1" }), client.try(things, { id: "1" })]);
      expect(results.map(({ meta }) => meta.cached)).toEqual([false, false]);
      expect(events.flatMap(({ type }) => (type === "attempt" ? [] : [type]))).toEqual(["refused", "refused"]);
    }
    expect(vendor.asked).toEqual([]);
  });

  test("on the diagnostics channel gets the same events, with or without `onEvent`", async () => {
    const heard = listen();
    const { client, events } = createScene();
    await client.call(things, id, { label: "report" });
    expect(heard).toEqual(events);
    expect(heard).toHaveLength(2);
    await createScene({ onEvent: undefined }).client.call(things, id);
    expect(heard).toHaveLength(4);
  });

  test.each([
    ["has none", undefined],
    ["only looks like Node", { getBuiltinModule: refuse }],
    ["refuses to be asked", Object.defineProperty({}, "getBuiltinModule", { get: refuse })],
  ])("is not missed where the platform %s", async (_how, platform) => {
    vi.stubGlobal("process", platform);
    const { client, events } = createScene();
    vi.unstubAllGlobals();
    await client.call(things, id);
    expect(events).toHaveLength(2);
  });
});

describe("no event holds the token, a URL, a parameter or a reply", () => {
  test("of calls that succeed", async () => {
    const heard = listen();
    const vendor = createVendor(({ number }) =>
      number === 1 ? 301 : createReply(0, { data: "marked-reply", message: markedToken, requestId: markedToken }),
    );
    const { client, events } = createScene({ fetch: vendor.fetch });
    await client.call(things, id);
    expect(events.length).toBeGreaterThan(3);
    for (const secret of [markedToken, "marked-parameter", "marked-reply", "127.0.0.1"]) {
      expect(findSecret([events, heard], secret)).toEqual([]);
    }
  });

  test.each(failures)("of a call that meets $name", async (failure) => {
    const events: ClientEvent[] = [];
    await runFailure(failure, markedToken, { onEvent: (event) => void events.push(event) });
    expect(findSecret(events, markedToken)).toEqual([]);
    expect(findSecret(events, "127.0.0.1")).toEqual([]);
  });
});
