import { expect, onTestFinished, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { envelope } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

test.each([
  ["no limit of ours", {}, undefined],
  ["a limit that is shorter than its own", { timeoutMs: 299_999 }, undefined],
  ["a longer limit, but a call that ends before", { timeoutMs: 600_000, deadlineMs: 60_000 }, undefined],
  ["a limit as long as its own", { timeoutMs: 300_000 }, 0],
  ["a longer limit for an attempt", { timeoutMs: 600_000 }, 0],
  ["a longer limit for an attempt and the call", { timeoutMs: Infinity, deadlineMs: 400_000 }, 0],
])("with %s the built-in fetch ends nothing at 300 s that may take longer", async (_what, limits, expected) => {
  const seen = await watchDispatcher();
  const baseUrl = await startServer((_request, response) => response.end(envelope(0)));
  await createTestClient({ baseUrl, ...limits }).call("GET /things/v1", { id: "1" });
  expect(seen).toEqual([{ headersTimeout: expected, bodyTimeout: expected }]);
});

test("a fetch of the caller's is told nothing of it", async () => {
  const seen: (RequestInit | undefined)[] = [];
  const fetch: typeof globalThis.fetch = (_input, init) => {
    seen.push(init);
    return Promise.resolve(new Response(envelope(0)));
  };
  await createTestClient({ fetch, timeoutMs: 600_000 }).call("GET /things/v1", { id: "1" });
  expect(Object.keys(seen[0] ?? {})).not.toContain("dispatcher");
});

interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
}

/** Lists the limits that everybody's dispatcher is asked to keep. */
async function watchDispatcher(): Promise<object[]> {
  await fetch("data:,"); // Node puts its dispatcher there with the first
  const key = Symbol.for(`undici.globalDispatcher.${process.versions["undici"]?.startsWith("8.") === true ? 2 : 1}`);
  // Safe: Node's own fetch takes it from there.
  const shared = globalThis as unknown as Record<symbol, Dispatcher>;
  const { [key]: dispatcher } = shared;
  const seen: object[] = [];
  shared[key] = {
    dispatch: (options: { headersTimeout?: number; bodyTimeout?: number }, handler) => {
      const { headersTimeout, bodyTimeout } = options;
      seen.push({ headersTimeout, bodyTimeout });
      return dispatcher?.dispatch(options, handler) ?? false;
    },
  };
  onTestFinished(() => {
    if (dispatcher !== undefined) shared[key] = dispatcher;
  });
  return seen;
}
