import { type ClientOptions, ConfigError, createClient, JustOneError } from "@just-one/core";
import { describe, expect, test, onTestFinished, vi } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

describe("options that cannot work are refused at once, in words that name them", () => {
  test.each<[string, Partial<ClientOptions>]>([
    ["token", { token: "" }],
    ["token", { token: undefined }],
    ["token", { token: 42 as unknown as string }],
    ["white space", { token: "marked token" }],
    ["white space", { token: "marked\u0000token" }],
    ["white space", { token: "marked\uD800token" }],
    ["environment", { environment: "prod-moon" as "prod-cn", baseUrl: undefined }],
    ["environment", { environment: "__proto__" as "prod-cn", baseUrl: undefined }],
    ["baseUrl", { baseUrl: "nonsense" }],
    ["baseUrl", { baseUrl: "ftp://127.0.0.1/" }],
    ["baseUrl", { baseUrl: "https://proxy.example/?a=b" }],
    ["baseUrl", { baseUrl: "https://proxy.example/#a" }],
    ["baseUrl", { baseUrl: "https://user@proxy.example/" }],
    ["baseUrl", { baseUrl: "https://:word@proxy.example/" }],
    ["timeoutMs", { timeoutMs: 0 }],
    ["timeoutMs", { timeoutMs: Number.NaN }],
    ["timeoutMs", { timeoutMs: "1000" as unknown as number }],
    ["deadlineMs", { deadlineMs: Number.NaN }],
    ["maxResponseBytes", { maxResponseBytes: 0 }],
    ["retry.maxAttempts", { retry: { maxAttempts: 0 } }],
    ["retry.maxAttempts", { retry: { maxAttempts: Number.NaN } }],
    ["retry.baseMs", { retry: { baseMs: -1 } }],
    ["retry.capMs", { retry: { capMs: Number.NaN } }],
  ])("%s in %j", (named, options) => {
    const create = (): unknown => createTestClient(options);
    expect(create).toThrow(ConfigError);
    expect(create).toThrow(named);
  });

  test("also those of one call, which is not sent then", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const result = await createTestClient({ fetch }).try("GET /things/v1", { id: "1" }, { timeoutMs: -1 });
    expect(result).toMatchObject({
      ok: false,
      error: { kind: "config", message: expect.stringContaining("timeoutMs") },
    });
    expect(requests).toEqual([]);
  });
});

describe("plain http, where everyone on the way can read the token,", () => {
  test.each(["http://localhost:1", "http://127.0.0.1:1", "http://127.1:1", "http://127.10.200.30:1", "http://[::1]:1"])(
    "is fine on this machine: %s",
    (baseUrl) => {
      expect(() => createTestClient({ baseUrl })).not.toThrow();
    },
  );

  test.each([
    "http://proxy.example",
    "http://127.0.0.1.example",
    "http://localhost.example",
    "http://notlocalhost",
    "http://mock.localhost", // most systems ask a name server for it, which may be anybody's
    "http://localhost.",
    "http://0.0.0.0",
    "http://[::2]",
  ])("is refused elsewhere unless accepted: %s", (baseUrl) => {
    expect(() => createTestClient({ baseUrl })).toThrow("allowInsecureHttp");
    expect(() => createTestClient({ baseUrl, allowInsecureHttp: true })).not.toThrow();
  });

  test("is what prod-cn needs", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    expect(() => createTestClient({ environment: "prod-cn", baseUrl: undefined })).toThrow("allowInsecureHttp");
    const client = createTestClient({ environment: "prod-cn", baseUrl: undefined, allowInsecureHttp: true, fetch });
    await client.call("GET /things/v1", { id: "1" });
    expect(requests[0]?.url).toMatch(/^http:\/\/47\.117\.133\.51:30015\/things\/v1\?/);
  });
});

test("without environment and base URL a call goes to prod-global, over https", async () => {
  const { fetch, requests } = createFakeFetch(respond(envelope(0)));
  await createTestClient({ baseUrl: undefined, fetch }).call("GET /things/v1", { id: "1" });
  expect(requests[0]?.url).toMatch(/^https:\/\/api\.justoneapi\.com\/things\/v1\?/);
});

test("a base URL keeps its path, with or without a slash at its end", async () => {
  for (const baseUrl of ["https://proxy.example/just/one", "https://proxy.example/just/one/"]) {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    await createTestClient({ baseUrl, fetch }).call("GET /things/v1", { id: "1" });
    expect(requests[0]?.url).toBe(`https://proxy.example/just/one/things/v1?id=1&token=${markedToken}`);
  }
});

test("every request refuses redirects and caches, and in a page cookies and a referrer", async () => {
  const { fetch, requests } = createFakeFetch(respond(envelope(0)));
  await createTestClient({ fetch }).call("GET /things/v1", { id: "1" });
  expect(requests[0]?.init.redirect).toBe("manual");
  expect(Object.keys(requests[0]?.init ?? {})).toEqual(["method", "cache", "next", "redirect", "signal"]);
  expect(requests[0]?.init).toMatchObject({ cache: "no-store", next: { internal: true } });
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("document", {});
  onTestFinished(() => void vi.unstubAllGlobals());
  await createTestClient({ fetch, allowBrowser: true }).call("GET /things/v1", { id: "1" });
  expect(requests[1]?.init).toMatchObject({ redirect: "manual", credentials: "omit", referrerPolicy: "no-referrer" });
});

test("a browser's opaque redirect is a redirect too", async () => {
  const opaque = Object.defineProperties(new Response(null), {
    type: { value: "opaqueredirect" },
    status: { value: 0 },
  });
  const result = await createTestClient({ fetch: createFakeFetch(() => opaque).fetch }).try("GET /things/v1", {
    id: "1",
  });
  expect(result).toMatchObject({ ok: false, error: { kind: "protocol", reason: "redirect" } });
});

test("`call` throws the error that `try` returns", async () => {
  const client = createTestClient({
    fetch: createFakeFetch(respond(envelope(600), { status: 403 })).fetch,
    latches: false,
  });
  const result = await client.try("GET /things/v1", { id: "1" });
  const thrown: unknown = await client.call("GET /things/v1", { id: "1" }).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(JustOneError);
  expect(result).toMatchObject({ ok: false, error: { message: (thrown as Error).message } });
});

test("the built-in catalog is the one of @just-one/api", async () => {
  const { fetch, requests } = createFakeFetch(respond(envelope(0, { data: { play_mid: "1" } })));
  const client = createClient({ token: markedToken, fetch });
  const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
  const { data } = await client.call(operation, { oAuthorId: "7048929565493690398", type: "XINTU_VIDEO" });
  expect(data.play_mid).toBe("1");
  expect(requests[0]?.url).toBe(
    `https://api.justoneapi.com/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1?oAuthorId=7048929565493690398&type=XINTU_VIDEO&token=${markedToken}`,
  );
});
