import { ConfigError, toRequestKey, ValidationError } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createEntry, testCatalog } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

describe("the key of a call", () => {
  // Teams keep these in tables: one that changes makes what is paid for unfindable. A change here is a major one.
  test.each([
    [spreadInfo, { oAuthorId: "7048929565493690398" }, `${spreadInfo}?oAuthorId=7048929565493690398`],
    [
      spreadInfo,
      { range: "DAY_90", oAuthorId: "1", onlyAssign: false },
      `${spreadInfo}?oAuthorId=1&onlyAssign=false&range=DAY_90`,
    ],
  ] as const)("of the package's own operation %s with %o stays what it was", (operation, parameters, key) => {
    expect(toRequestKey(operation, parameters)).toBe(key);
  });

  test.each([
    [
      "GET /things/v1",
      { id: "中文 &=+%", page: 2, exact: true },
      "GET /things/v1?exact=true&id=%E4%B8%AD%E6%96%87%20%26%3D%2B%25&page=2",
    ],
    [
      "GET /things/v1",
      { id: "1", tags: ["b", "a"], filter: { y: 1, x: [2] } },
      "GET /things/v1?filter%5Bx%5D=%5B2%5D&filter%5By%5D=1&id=1&tags=b&tags=a",
    ],
    [
      "GET /things/v1",
      { id: "1", page: 7048929565493690398n, note: null, kind: undefined },
      "GET /things/v1?id=1&page=7048929565493690398",
    ],
    ["GET /things/{id}/parts/v1", { id: "a/b" }, "GET /things/a%2Fb/parts/v1"],
    ["POST /things/v1", { text: "x y", count: 1 }, "POST /things/v1 count=1&text=x%20y"],
  ])("of %s with %o stays what it was", (operation, parameters, key) => {
    expect(toRequestKey(operation, parameters, testCatalog)).toBe(key);
  });

  test("is the same for any order of parameters, of the caller's and of the document's", () => {
    const names = ["b", "c", "a"].map((name) => ({ name }));
    const [one, other] = [names, names.toReversed()].map((order) => [createEntry("GET /a/v1", order)]);
    const keys = [
      toRequestKey("GET /a/v1", { a: "1", b: "2", c: "3" }, one),
      toRequestKey("GET /a/v1", { c: "3", b: "2", a: "1" }, other),
    ];
    expect(keys).toEqual(["GET /a/v1?a=1&b=2&c=3", "GET /a/v1?a=1&b=2&c=3"]);
  });

  test("is what a cache keeps the reply under, behind its server", async () => {
    const keys: string[] = [];
    const store = { get: () => undefined, set: (key: string) => void keys.push(key) };
    const { fetch } = createFakeFetch(respond(envelope(0)));
    const client = createTestClient({ fetch, cache: { ttlMs: 1000, store } });
    await client.call("GET /things/v1", { page: 1, id: "1" });
    expect(keys).toEqual([`http://127.0.0.1:9/ ${toRequestKey("GET /things/v1", { id: "1", page: 1n }, testCatalog)}`]);
  });

  test("is refused where a client would refuse the call", () => {
    expect(() => toRequestKey("GET /nowhere/v1", {})).toThrow(ConfigError);
    expect(() => toRequestKey(spreadInfo, {})).toThrow(ValidationError);
    expect(() => toRequestKey(spreadInfo, { oAuthorId: "1", token: "x" })).toThrow(ValidationError);
  });

  test("is there for a value that the vendor added yesterday", () => {
    expect(toRequestKey(spreadInfo, { oAuthorId: "1", range: "DAY_7" })).toContain("range=DAY_7");
  });

  test("leaves the caller's parameters as they are", () => {
    const parameters = Object.freeze({ id: "1", filter: Object.freeze({ a: 1 }) });
    toRequestKey("GET /things/v1", parameters, testCatalog);
    expect(parameters).toEqual({ id: "1", filter: { a: 1 } });
  });
});
