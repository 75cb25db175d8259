import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

afterEach(() => void vi.restoreAllMocks());

const call = { operation: "GET /things/v1", parameters: { id: "1" } } as const;

describe("timeoutMs", () => {
  test("runs to the last byte: a reply that only drips is given up, and its connection closed", async () => {
    const closed = Promise.withResolvers<true>();
    const baseUrl = await startServer((_request, response) => {
      response.write('{"code":0,"data":"');
      const drip = setInterval(() => response.write("x"), 5);
      response.once("close", () => {
        clearInterval(drip);
        closed.resolve(true);
      });
    });
    const { error, tookMs } = await fail({ baseUrl, timeoutMs: 1000 });

    expect(error).toMatchObject({
      kind: "timeout",
      scope: "attempt",
      limitMs: 1000,
      billing: "unknown",
      retryable: false,
    });
    expect(tookMs).toBeGreaterThanOrEqual(990);
    await expect(closed.promise).resolves.toBe(true);
  });

  test("starts anew with every attempt", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
    let count = 0;
    const fetch = async (): Promise<Response> => {
      count += 1;
      await new Promise((resolve) => void setTimeout(resolve, 400));
      return new Response(envelope(count < 3 ? 301 : 0));
    };
    const called = createTestClient({ fetch, timeoutMs: 1000 }).call(call.operation, call.parameters);
    await vi.advanceTimersByTimeAsync(2000);
    expect((await called).meta.attempts).toHaveLength(3);
  });

  test("is not tried again unless asked, because the call may have been paid for", async () => {
    const { fetch, requests } = createFakeFetch(() => new Promise(() => undefined));
    await fail({ fetch, timeoutMs: 10 });
    expect(requests).toHaveLength(1);

    const { error } = await fail({ fetch, timeoutMs: 10, retry: { baseMs: 0, retryUnknown: true } });
    expect(error.meta.attempts.map(({ billing }) => billing)).toEqual(["unknown", "unknown", "unknown"]);
  });

  test("holds for a fetch that ignores its signal", async () => {
    const { error } = await fail({ fetch: () => new Promise(() => undefined), timeoutMs: 20 });
    expect(error).toMatchObject({ kind: "timeout", scope: "attempt", billing: "unknown" });
  });

  test("holds for a body that ignores its signal, and cancels it", async () => {
    const cancelled = Promise.withResolvers<true>();
    const body = new ReadableStream({ cancel: () => cancelled.resolve(true) });
    const { error } = await fail({ fetch: createFakeFetch(respond(body)).fetch, timeoutMs: 20 });
    expect(error).toMatchObject({ kind: "timeout", billing: "unknown" });
    await expect(cancelled.promise).resolves.toBe(true);
  });

  test("holds for a reply that comes later still: its body is cancelled unread", async () => {
    const late = Promise.withResolvers<Response>();
    const cancelled = Promise.withResolvers<true>();
    const { error } = await fail({ fetch: () => late.promise, timeoutMs: 20 });
    expect(error).toMatchObject({ kind: "timeout", billing: "unknown" });
    late.resolve(new Response(new ReadableStream({ cancel: () => cancelled.resolve(true) })));
    await expect(cancelled.promise).resolves.toBe(true);
  });

  test("keeps what a late reply says out of the attempt that followed", async () => {
    const late = Promise.withResolvers<Response>();
    const reset = Promise.withResolvers<never>();
    const { fetch } = createFakeFetch(
      () => late.promise,
      async () => {
        late.resolve(new Response(envelope(0, { requestId: "late" })));
        await vi.waitFor(() => expect(isRead).toHaveBeenCalled());
        setImmediate(() => reset.reject(new Error("reset")));
        return reset.promise;
      },
    );
    const isRead = vi.spyOn(Response.prototype, "body", "get");
    const { error } = await fail({ fetch, timeoutMs: 200, retry: { baseMs: 0, maxAttempts: 2, retryUnknown: true } });
    expect(error).toMatchObject({ kind: "transport", meta: { attempts: [{}, {}] } });
    expect(error.meta.requestId).toBeUndefined();
  });

  test("covers a token function that never answers; nothing was sent then", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const { error } = await fail({ fetch, token: () => new Promise(() => undefined), timeoutMs: 20 });
    expect(error).toMatchObject({ kind: "timeout", scope: "attempt", billing: "unbilled" });
    expect(error.meta.attempts).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("of a call goes before the client's, and `undefined` leaves it to the client's", async () => {
    const client = createTestClient({ fetch: () => new Promise(() => undefined), timeoutMs: 20 });
    const own = await client.try(call.operation, call.parameters, { timeoutMs: 10 });
    expect(own).toMatchObject({ error: { limitMs: 10 } });
    const left = await client.try(call.operation, call.parameters, { timeoutMs: undefined });
    expect(left).toMatchObject({ error: { limitMs: 20 } });
  });
});

describe("deadlineMs", () => {
  test("cuts the attempt that is under way", async () => {
    const { fetch } = createFakeFetch(respond(envelope(301)), () => new Promise(() => undefined));
    const { error } = await fail({ fetch, deadlineMs: 1000 });
    expect(error).toMatchObject({ kind: "timeout", scope: "deadline", limitMs: 1000, billing: "unknown" });
    expect(error.meta.attempts).toMatchObject([{ code: 301, billing: "unbilled" }, { billing: "unknown" }]);
  });

  test("is not tried again, not even with retryUnknown", async () => {
    const { fetch, requests } = createFakeFetch(() => new Promise(() => undefined));
    await fail({ fetch, deadlineMs: 20, retry: { baseMs: 0, retryUnknown: true } });
    expect(requests).toHaveLength(1);
  });

  test("allows no wait that would end after it: the last answer is the result", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.999);
    const { fetch, requests } = createFakeFetch(respond(envelope(301)));
    const { error, tookMs } = await fail({ fetch, deadlineMs: 10_000, retry: { baseMs: 20_000 } });
    expect(error).toMatchObject({ kind: "api", code: 301 });
    expect(requests).toHaveLength(1);
    expect(tookMs).toBeLessThan(5000);
  });

  test("that has passed already sends nothing", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const { error } = await fail({ fetch, deadlineMs: 0 });
    expect(error).toMatchObject({ kind: "timeout", scope: "deadline", billing: "unbilled" });
    expect(requests).toEqual([]);
  });

  test("of a call goes before the client's, and `undefined` leaves it to the client's", async () => {
    const client = createTestClient({ fetch: () => new Promise(() => undefined), deadlineMs: 20, timeoutMs: 5000 });
    const own = await client.try(call.operation, call.parameters, { deadlineMs: 10 });
    expect(own).toMatchObject({ error: { limitMs: 10 } });
    const left = await client.try(call.operation, call.parameters, { deadlineMs: undefined });
    expect(left).toMatchObject({ error: { limitMs: 20 } });
  });
});

test.each([Infinity, Number.MAX_SAFE_INTEGER, 2 ** 31])(
  "a limit of %d ms is no limit, and not one of 1 ms",
  async (limitMs) => {
    const baseUrl = await startServer((_request, response) => void sleep(20).then(() => response.end(envelope(0))));
    const warned = vi.fn<(warning: Error) => void>();
    process.on("warning", warned);
    const client = createTestClient({ baseUrl, timeoutMs: limitMs, deadlineMs: limitMs });
    await expect(client.call(call.operation, call.parameters)).resolves.toMatchObject({ meta: { billing: "billed" } });
    process.off("warning", warned);
    expect(warned).not.toHaveBeenCalled();
  },
);

test("a reply within its limits takes no harm from them afterwards", async () => {
  const baseUrl = await startServer((_request, response) => response.end(envelope(0)));
  const client = createTestClient({ baseUrl, timeoutMs: 60_000, deadlineMs: 60_000 });
  const { meta } = await client.call(call.operation, call.parameters);
  expect(meta.attempts[0]?.durationMs).toBeLessThan(5000);
});

async function fail(options: Parameters<typeof createTestClient>[0]) {
  const began = performance.now();
  const result = await createTestClient(options).try(call.operation, call.parameters);
  if (result.ok) throw new Error("the call did not fail");
  return { error: result.error, tookMs: performance.now() - began };
}
