import type { ClientOptions } from "@just-one/core";
import { beforeEach, afterEach, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

const operation = "GET /things/v1";
const arrived: string[] = [];

// A page whose `fetch` sends every request twice, and tells of the second only.
beforeEach(() => {
  arrived.length = 0;
  vi.stubGlobal("window", {});
  vi.stubGlobal("document", {});
});
afterEach(() => void vi.unstubAllGlobals());

function createPageClient(reply: () => Response | Promise<Response>, options: Partial<ClientOptions>) {
  vi.stubGlobal("fetch", async (url: string) => {
    arrived.push(url, url);
    return reply();
  });
  return createTestClient({ allowBrowser: true, prices: { [operation]: "0.30" }, retry: false, ...options });
}

test.each<[string, ClientOptions["budget"], number]>([
  ["of one call", { maxCalls: 1 }, 0],
  ["of five calls", { maxCalls: 5 }, 4],
  ["of less money than two cost", { maxCost: "0.59" }, 0],
  ["of money", { maxCost: "1.30" }, 4],
  ["of a day", { maxCalls: 3, window: "day" }, 2],
])("a budget %s is not overrun where every request may be two", async (_name, budget, most) => {
  const client = createPageClient(respond(envelope(0)), { budget });
  const ask = async (id: number) => client.try(operation, { id: String(id) });
  await Promise.all([1, 2, 3].map(ask));
  expect(await ask(4)).toMatchObject({ ok: false, error: { kind: "budget", billing: "unbilled" } });
  expect(arrived).toHaveLength(most);
});

test.each<[string, () => Response | Promise<Response>, object]>([
  ["a success", respond(envelope(0)), { spentCalls: 1, reservedCalls: 1, unknownCalls: 1, reservedCost: "0.3" }],
  ["a failure", respond(envelope(400)), { spentCalls: 0, reservedCalls: 1, unknownCalls: 1 }],
  ["a loss", () => Promise.reject(new TypeError("lost")), { spentCalls: 0, reservedCalls: 2, unknownCalls: 2 }],
])("%s leaves the copy that may have been sent for the bill to tell", async (_name, reply, row) => {
  const client = createPageClient(reply, {});
  const { meta } = await client.try(operation, { id: "1" });
  expect(meta.attempts).toMatchObject([{ mayHaveBeenResent: true }]);
  expect(await client.usage()).toMatchObject([row]);
});

test("what was not sent keeps nothing reserved", async () => {
  const client = createPageClient(respond(envelope(0)), { budget: { maxCalls: 2 } });
  const gone = AbortSignal.abort();
  expect(await client.try(operation, { id: "1" }, { signal: gone })).toMatchObject({ error: { kind: "aborted" } });
  expect(await client.try(operation, { id: "1" })).toMatchObject({ ok: true });
});

test.each([
  [1, { outcome: "over-budget", maxBilledRequests: 0 }],
  [2, { outcome: "send", maxBilledRequests: 2 }],
])("an estimate under a budget of %i counts the copy", async (maxCalls, expected) => {
  const client = createPageClient(respond(envelope(0)), { budget: { maxCalls } });
  expect(await client.estimate(operation, { id: "1" })).toMatchObject(expected);
});

test("with a `fetch` of the caller's a request is one", async () => {
  const { fetch } = createFakeFetch(respond(envelope(0)));
  const client = createTestClient({ allowBrowser: true, fetch, budget: { maxCalls: 1 } });
  expect(await client.try(operation, { id: "1" })).toMatchObject({ ok: true });
});
