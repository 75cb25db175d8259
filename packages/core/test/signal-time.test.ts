import { AbortedError, type AnyJustOneError, TimeoutError } from "@just-one/core";
import { createLeanClient, createTwinsStage } from "@just-one/core/lean";
import { describe, expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

const operation = "GET /things/v1";
const parameters = { id: "1" };

/** A `fetch` whose first request tells that it is there, and which never answers. */
function createHangingFetch(): { fetch: typeof fetch; arrived: Promise<void> } {
  const { promise: arrived, resolve } = Promise.withResolvers<void>();
  const hang: typeof fetch = () => {
    resolve();
    return new Promise(() => undefined);
  };
  return { fetch: hang, arrived };
}

/** Each place where a signal can end a call; resolves to the error. */
const places: Readonly<Record<string, (reason: unknown) => Promise<AnyJustOneError | undefined>>> = {
  "before the call": async (reason) => {
    const client = createTestClient({ fetch: createFakeFetch(respond(envelope(0))).fetch });
    return (await client.try(operation, parameters, { signal: AbortSignal.abort(reason) })).error;
  },
  "while a request is under way": async (reason) => {
    const { fetch, arrived } = createHangingFetch();
    const own = new AbortController();
    const call = createTestClient({ fetch }).try(operation, parameters, { signal: own.signal });
    await arrived;
    own.abort(reason);
    return (await call).error;
  },
  "through another signal": async (reason) => {
    const { fetch, arrived } = createHangingFetch();
    const own = new AbortController();
    const signal = AbortSignal.any([new AbortController().signal, own.signal]);
    const call = createTestClient({ fetch }).try(operation, parameters, { signal });
    await arrived;
    own.abort(reason);
    return (await call).error;
  },
  "while a lean client's request is under way": async (reason) => {
    const { fetch, arrived } = createHangingFetch();
    const own = new AbortController();
    const client = createLeanClient<TestOperations>({ token: markedToken, fetch, catalog: testCatalog });
    const call = client.try(operation, parameters, { signal: own.signal });
    await arrived;
    own.abort(reason);
    return (await call).error;
  },
  "while it waits for its turn": async (reason) => {
    const { fetch, arrived } = createHangingFetch();
    const client = createTestClient({ fetch, rateLimiter: { concurrency: 1 } });
    const own = new AbortController();
    void client.try(operation, { id: "another" });
    await arrived;
    const call = client.try(operation, parameters, { signal: own.signal });
    own.abort(reason);
    return (await call).error;
  },
  "before a retry": async (reason) => {
    const own = new AbortController();
    const { fetch } = createFakeFetch(respond(envelope(301)));
    const client = createTestClient({
      fetch,
      retry: { baseMs: 60_000 },
      onEvent: ({ type }) => void (type === "retry" && own.abort(reason)),
    });
    return (await client.try(operation, parameters, { signal: own.signal })).error;
  },
  "while a twin waits on": async (reason) => {
    const { fetch, arrived } = createHangingFetch();
    const client = createTestClient({ fetch });
    const own = new AbortController();
    const call = client.try(operation, parameters, { signal: own.signal });
    void client.try(operation, parameters);
    await arrived;
    own.abort(reason);
    return (await call).error;
  },
  "as the last of two twins": async (reason) => {
    const { fetch, arrived } = createHangingFetch();
    const stages = [createTwinsStage()];
    const client = createLeanClient<TestOperations>({ token: markedToken, fetch, catalog: testCatalog, stages });
    const own = new AbortController();
    void client.try(operation, parameters, { deadlineMs: 60_000 });
    const call = client.try(operation, parameters, { deadlineMs: 60_000, signal: own.signal });
    await arrived;
    own.abort(reason);
    return (await call).error;
  },
  "in a batch": async (reason) => {
    const { fetch, arrived } = createHangingFetch();
    const own = new AbortController();
    const items = createTestClient({ fetch }).map(operation, [parameters], { signal: own.signal });
    const first = items.next();
    await arrived;
    own.abort(reason);
    const { value } = await first;
    return value?.error;
  },
};

describe.each(Object.entries(places))("a signal %s", (_place, end) => {
  test("whose time is over makes a TimeoutError that says so", async () => {
    const error = await end(new DOMException("over", "TimeoutError"));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ kind: "timeout", scope: "signal", limitMs: expect.any(Number) as number });
    expect(error?.message).toMatch(/signal/);
  });

  test.each([
    ["nothing", undefined],
    ["an Error", new Error("marked-token-for-tests")],
    ["a text", "TimeoutError"],
    [
      "what throws when it is looked at",
      new Proxy(new Error("no"), {
        has: () => {
          throw new Error("looked at");
        },
      }),
    ],
  ])("that is aborted with %s makes an AbortedError", async (_name, reason) => {
    const error = await end(reason);
    expect(error).toBeInstanceOf(AbortedError);
    expect(JSON.stringify(error)).not.toContain(markedToken);
  });
});

test("the platform's own AbortSignal.timeout is told from a cancel", async () => {
  const { fetch } = createHangingFetch();
  const { error } = await createTestClient({ fetch }).try(operation, parameters, { signal: AbortSignal.timeout(1) });
  expect(error).toMatchObject({ kind: "timeout", scope: "signal", billing: "unknown", retryable: false });
});
