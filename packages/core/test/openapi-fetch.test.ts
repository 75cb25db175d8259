import { ApiError, type ClientOptions, ConfigError } from "@just-one/core";
import { createOpenapiClient } from "@just-one/core/openapi-fetch";
import { expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { type Answer, createVendor } from "./support/create-vendor.ts";
import { envelope } from "./support/replies.ts";
import type { TestOperations } from "./support/operations.ts";

function arrange(answer?: () => Answer, options: Partial<ClientOptions> = {}) {
  const vendor = createVendor(answer);
  const client = createTestClient({ fetch: vendor.fetch, ...options });
  return { vendor, client, api: createOpenapiClient(client) };
}

const query = { id: "1" };

test("resolves to the envelope's data and the reply's status", async () => {
  const { api, vendor } = arrange();
  const { data, error, response } = await api.GET("/things/v1", { params: { query: { ...query, tags: ["a", "b"] } } });
  expect([data, error, response.status]).toEqual([{ name: "a thing" }, undefined, 200]);
  expect(response.headers.get("content-length")).toBeNull();
  expect(vendor.asked[0]?.operation).toBe("GET /things/v1");
  expect(vendor.asked[0]?.parameters.getAll("tags")).toEqual(["a", "b"]);
});

test("resolves to the vendor's error at HTTP 200, and to one of the way at none", async () => {
  const { error, data, response } = await arrange(() => 601).api.GET("/things/v1", { params: { query } });
  expect(data).toBeUndefined();
  expect(ApiError.is(error, 601)).toBe(true);
  expect(response.status).toBe(200);
  const lost = await arrange(() => {
    throw new Error("socket hang up");
  }).api.GET("/things/v1", { params: { query } });
  expect(lost).toMatchObject({ error: { kind: "transport", billing: "unknown" }, response: { status: 0 } });
});

test("has the headers that the client keeps, and loses no reply for one that is none", async () => {
  const headers = { "x-left": "7", "x-odd": "\u4e2d\n" };
  const fetch = async (): Promise<object> => ({ status: 201, headers, text: async () => envelope(0, { data: {} }) });
  const { api } = arrange(undefined, {
    fetch: fetch as unknown as typeof globalThis.fetch, // safe: as a test's stub may answer
    keepHeaders: ["X-Left", "x-odd"],
  });
  const { error, response } = await api.GET("/things/v1", { params: { query } });
  expect([error, response.status]).toEqual([undefined, 201]);
  expect([...response.headers]).toEqual([["x-left", "7"]]);
});

test("takes parameters of the path, and a form from the body or the query", async () => {
  const { api, vendor } = arrange();
  await api.GET("/things/{id}/parts/v1", { params: { path: { id: "7/8" } } });
  await api.POST("/things/v1", { body: { text: "a", count: 2 } });
  await api.POST("/things/v1", { params: { query: { text: "b" } } });
  expect(vendor.asked.map(({ operation, parameters }) => [operation, parameters.get("text")])).toEqual([
    ["GET /things/7%2F8/parts/v1", null],
    ["POST /things/v1", "a"],
    ["POST /things/v1", "b"],
  ]);
});

test("passes what a call can be told: a signal, a deadline, a label; and refuses what only openapi-fetch can be", async () => {
  const { api, vendor } = arrange();
  const signal = AbortSignal.abort();
  const { error } = await api.GET("/things/v1", { params: { query }, signal, label: "page" });
  expect(error).toMatchObject({ kind: "aborted", billing: "unbilled" });
  const init = { params: { query }, parseAs: "text" };
  const refused = await api.GET("/things/v1", init);
  expect(refused.error).toBeInstanceOf(ConfigError);
  expect(refused.error?.message).toContain("parseAs");
  expect(vendor.asked).toHaveLength(0);
});

test("loses no parameter without a word, wherever callers without types put it", async () => {
  const { api, vendor } = arrange();
  const form = new FormData();
  form.set("text", "a");
  const tags = new URLSearchParams([...["a", "b"].map((tag) => ["tags", tag]), ["id", "1"]]);
  // Safe, both: nobody asks these for their types.
  await api.POST("/things/v1", { body: form as never });
  await api.GET("/things/v1", { params: { query: tags as never } });
  expect(vendor.asked.map(({ parameters }) => [parameters.get("text"), parameters.getAll("tags")])).toEqual([
    ["a", []],
    [null, ["a", "b"]],
  ]);
  const { error } = await api.GET("/things/v1", { params: { query, header: { tags: ["a"] } } as never });
  expect(error).toMatchObject({ kind: "validation", issues: [{ path: "header" }] });
});

test("says status 200 of what the cache answers", async () => {
  const { api, vendor } = arrange(undefined, { cache: { ttlMs: 60_000 } });
  await api.GET("/things/v1", { params: { query } });
  await expect(api.GET("/things/v1", { params: { query } })).resolves.toMatchObject({
    data: { name: "a thing" },
    response: { status: 200 },
  });
  expect(vendor.asked).toHaveLength(1);
});

test("says what parameters lack, which callers without types may leave out", async () => {
  const { api } = arrange();
  // Safe: to be refused.
  const untyped = api as unknown as { GET(path: string): Promise<object> };
  await expect(untyped.GET("/things/v1")).resolves.toMatchObject({ error: { kind: "validation" } });
});

test("asks the client as it is when it is asked, so that a test's stand-in answers", async () => {
  const { client, vendor } = arrange();
  const meta = { operation: "GET /things/v1", billing: "unbilled", attempts: [], cached: false } as const;
  const stub = { ...client };
  const api = createOpenapiClient<TestOperations>(stub);
  const ask = vi.spyOn(stub, "try").mockResolvedValue({ ok: true, data: { name: "fake" }, meta });
  await expect(api.GET("/things/v1", { params: { query } })).resolves.toMatchObject({ data: { name: "fake" } });
  expect(ask).toHaveBeenCalledWith("GET /things/v1", query, {});
  expect(vendor.asked).toHaveLength(0);
});
