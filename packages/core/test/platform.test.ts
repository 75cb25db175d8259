import { createLeanClient } from "@just-one/core/lean";
import { afterEach, expect, test, vi } from "vitest";
import { findPlatform } from "../src/wire/platform.ts";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

afterEach(() => void vi.unstubAllGlobals());

const page = { window: {}, document: {} };
const deno = { Deno: { createHttpClient: (options: object) => ({ options }) } };

test.each<[string, object, object]>([
  ["Node", {}, {}],
  ["Bun", { Bun: {} }, { keepalive: false }],
  ["Deno", deno, { client: { options: { poolMaxIdlePerHost: 0 } } }],
  ["a page", page, { credentials: "omit", referrerPolicy: "no-referrer" }],
])("%s is told to keep nothing, and to send nothing again", (_name, scope, own) => {
  expect(findPlatform(true, undefined, scope).init(1000)).toEqual({
    cache: "no-store",
    next: { internal: true },
    ...own,
  });
});

test.each<[string, object, { unanswered: boolean; at421: boolean }]>([
  ["Node", {}, { unanswered: false, at421: true }],
  ["Bun", { Bun: {} }, { unanswered: false, at421: false }],
  ["Deno", deno, { unanswered: false, at421: false }],
  ["a Deno without clients of its own", { Deno: {} }, { unanswered: true, at421: true }],
  ["a page", page, { unanswered: true, at421: true }],
])("what %s may send again is known", (_name, scope, { unanswered, at421 }) => {
  const { mayResend } = findPlatform(true, undefined, scope);
  expect([mayResend(), mayResend(421)]).toEqual([unanswered, at421]);
});

test.each([{ Bun: {} }, deno, page, {}])(
  "a `fetch` of the caller's is not told what only a platform understands",
  (scope) => {
    const { init, mayResend } = findPlatform(false, undefined, scope);
    expect(init).not.toHaveProperty("keepalive");
    expect(init).not.toHaveProperty("client");
    expect(mayResend(421)).toBe(false);
  },
);

test("a host that refuses `cache` is not told, and asked once", async () => {
  const { fetch, requests } = createFakeFetch(respond(envelope(0)));
  vi.stubGlobal("Request", function refuse() {
    throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
  });
  await createTestClient({ fetch }).call("GET /things/v1", { id: "1" });
  expect(requests).toHaveLength(1);
  expect(requests[0]?.init).not.toHaveProperty("cache");
});

test.each([
  ["a client", () => createTestClient({})],
  [
    "a lean one",
    () => createLeanClient<TestOperations>({ token: markedToken, baseUrl: "http://127.0.0.1:9", catalog: testCatalog }),
  ],
])("%s sends with the `fetch` that is there when it sends", async (_name, create) => {
  const client = create();
  const first = createFakeFetch(respond(envelope(0)));
  const second = createFakeFetch(respond(envelope(0)));
  for (const { fetch } of [first, second]) {
    vi.stubGlobal("fetch", fetch);
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({ ok: true, meta: { billing: "billed" } });
  }
  expect([first.requests.length, second.requests.length]).toEqual([1, 1]);
});

test("an attempt that ends with 421 on Node says that it may have been two", async () => {
  vi.stubGlobal("fetch", createFakeFetch(respond(envelope(500), { status: 421 }), respond(envelope(0))).fetch);
  const { meta } = await createTestClient({}).call("GET /things/v1", { id: "1" });
  expect(meta.attempts.map((attempt) => attempt.mayHaveBeenResent)).toEqual([true, undefined]);
});
