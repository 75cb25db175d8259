import type { CatalogParameter } from "@just-one/api";
import { describe, expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createEntry } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

describe("what is sent", () => {
  test.each<[string, object, string]>([
    ["leaves out what is undefined", { id: "1", page: undefined, kind: undefined }, "id=1"],
    ["leaves out null where it is allowed", { id: "1", note: null }, "id=1"],
    ["keeps an empty text", { id: "", note: "" }, "id=&note="],
    ["writes booleans as words", { id: "1", exact: false }, "id=1&exact=false"],
    ["writes numbers plainly", { id: "1", page: -3, ratio: 0.5 }, "id=1&page=-3&ratio=0.5"],
    ["writes a bigint with all its digits", { id: "1", page: 7048929565493690398n }, "id=1&page=7048929565493690398"],
    ["repeats the name for each item of a list", { id: "1", tags: ["a", "b,c"] }, "id=1&tags=a&tags=b%2Cc"],
    [
      "writes an object member by member",
      { id: "1", filter: { a: 1, b: "x y" } },
      "id=1&filter%5Ba%5D=1&filter%5Bb%5D=x%20y",
    ],
    [
      "writes what is nested deeper as JSON",
      { id: "1", filter: { a: { b: [1] } } },
      "id=1&filter%5Ba%5D=%7B%22b%22%3A%5B1%5D%7D",
    ],
    [
      "leaves out members of an object that are undefined",
      { id: "1", filter: { a: undefined, b: 1 } },
      "id=1&filter%5Bb%5D=1",
    ],
    [
      "writes booleans and null in what is nested deeper",
      { id: "1", filter: { a: { b: [true, null] } } },
      "id=1&filter%5Ba%5D=%7B%22b%22%3A%5Btrue%2Cnull%5D%7D",
    ],
    ["takes a bigint for a number", { id: "1", ratio: 5n }, "id=1&ratio=5"],
    ["encodes Chinese and reserved characters", { id: "达人 &=?#+%/" }, `id=${encodeURIComponent("达人 &=?#+%/")}`],
    ["keeps to the catalog's order", { kind: "NEW", page: 1, id: "1" }, "id=1&page=1&kind=NEW"],
  ])("%s", async (_name, parameters, query) => {
    const { url } = await send("GET /things/v1", parameters);
    expect(url).toBe(`http://127.0.0.1:9/things/v1?${query}&token=${markedToken}`);
  });

  test("fills a path and keeps it one", async () => {
    const { url } = await send("GET /things/{id}/parts/v1", { id: "a/b ?#..;中$&" });
    expect(url).toBe(`http://127.0.0.1:9/things/${encodeURIComponent("a/b ?#..;中$&")}/parts/v1?token=${markedToken}`);
  });

  test("is a form body where the operation has one", async () => {
    const { url, init } = await send("POST /things/v1", { text: "达 &=+", count: 3 });
    expect(url).toBe("http://127.0.0.1:9/things/v1");
    expect(init.body).toBe(`text=${encodeURIComponent("达 &=+")}&count=3&token=${markedToken}`);
  });

  test("is a form body even if it holds nothing but the token", async () => {
    const catalog = [createEntry("POST /empty/v1", [], "form")];
    const { init } = await send("POST /empty/v1", {}, { catalog });
    expect(init.body).toBe(`token=${markedToken}`);
    expect(new Headers(init.headers).get("content-type")).toBe("application/x-www-form-urlencoded");
  });

  test("holds no token where the operation wants none", async () => {
    const catalog = [createEntry("GET /open/v1", [], "none")];
    const { url, init } = await send("GET /open/v1", {}, { catalog });
    expect(url).toBe("http://127.0.0.1:9/open/v1");
    expect(init.body).toBeUndefined();
  });

  test("is what was passed, whatever the caller does to its object afterwards", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const client = createTestClient({ fetch, cache: { ttlMs: 1000 } });
    const parameters = { id: "1" };
    const asked = client.call("GET /things/v1", parameters);
    parameters.id = "2";
    await asked;
    await client.call("GET /things/v1", { id: "2" });
    expect(requests.map(({ url }) => new URL(url).searchParams.get("id"))).toEqual(["1", "2"]);
  });
});

describe("what is refused before anything is sent", () => {
  const circular: { self?: object } = {};
  circular.self = circular;

  test.each<[string, unknown, string, RegExp]>([
    ["no parameters at all", undefined, "", /object/],
    ["null", null, "", /object/],
    ["a list", [], "", /object/],
    ["a text", "id=1", "", /object/],
    ["a missing one", {}, "id", /required/],
    ["one that is only inherited", Object.create({ id: "1" }), "id", /required/],
    ["undefined for a required one", { id: undefined }, "id", /required/],
    ["null where it is not allowed", { id: null }, "id", /string/],
    ["a number for a text", { id: 1 }, "id", /string/],
    ["half a surrogate pair", { id: "a\uD83D" }, "id", /surrogate/],
    ["a text for an integer", { id: "1", page: "1" }, "page", /integer/],
    ["a fraction for an integer", { id: "1", page: 1.5 }, "page", /integer/],
    ["an integer that is no longer exact", { id: "1", page: 2 ** 53 }, "page", /bigint/],
    ["infinity", { id: "1", ratio: Infinity }, "ratio", /finite/],
    ["NaN", { id: "1", ratio: Number.NaN }, "ratio", /finite/],
    ["a word for a boolean", { id: "1", exact: "true" }, "exact", /true or false/],
    ["a value that is not listed", { id: "1", kind: "XINGTU" }, "kind", /NEW, OLD/],
    ["a text for a list", { id: "1", tags: "a" }, "tags", /array/],
    ["a list for an object", { id: "1", filter: [] }, "filter", /object/],
    ["null for an object", { id: "1", filter: null }, "filter", /object/],
    ["a list with a hole", { id: "1", tags: [undefined] }, "tags", /cannot be sent/],
    ["a list with half a surrogate pair", { id: "1", tags: ["\uDC00"] }, "tags", /cannot be sent/],
    ["a symbol in an object", { id: "1", filter: { a: Symbol("a") } }, "filter", /cannot be sent/],
    ["a function in an object", { id: "1", filter: { a: () => 1 } }, "filter", /cannot be sent/],
    ["NaN in an object", { id: "1", filter: { a: Number.NaN } }, "filter", /cannot be sent/],
    ["an object that holds itself", { id: "1", filter: circular }, "filter", /cannot be sent/],
    ["a member name with half a surrogate pair", { id: "1", filter: { "\uD800": 1 } }, "filter", /cannot be sent/],
    ["a bigint that would have to become JSON", { id: "1", filter: { a: [1n] } }, "filter", /cannot be sent/],
    ["a date", { id: "1", filter: new Date(0) }, "filter", /cannot be sent/],
    ["a map", { id: "1", filter: new Map([["a", 1]]) }, "filter", /cannot be sent/],
    ["an unknown name", { id: "1", size: 1 }, "size", /no parameter.*id, page/],
    ["the token", { id: "1", token: "x" }, "token", /added by the client/],
    ["an own member named __proto__", JSON.parse('{"id":"1","__proto__":{"page":1}}'), "__proto__", /no parameter/],
    ["a member named constructor", { id: "1", constructor: 1 }, "constructor", /no parameter/],
  ])("%s", async (_name, parameters, path, message) => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const client = createTestClient({ fetch });
    // Safe: these are what the types forbid, on purpose.
    const result = await client.try("GET /things/v1", parameters as { id: string });
    expect(result).toMatchObject({
      ok: false,
      error: { kind: "validation", billing: "unbilled", issues: [{ path, message: expect.stringMatching(message) }] },
      meta: { billing: "unbilled", attempts: [] },
    });
    expect(requests).toEqual([]);
  });

  test.each(["", ".", ".."])("a path made another by %j", async (id) => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const result = await createTestClient({ fetch }).try("GET /things/{id}/parts/v1", { id });
    const issues = [{ path: "id", message: 'must not be empty, "." or ".."' }];
    expect(result).toMatchObject({ ok: false, error: { kind: "validation", issues } });
    expect(requests).toEqual([]);
  });

  test("a value of none of several types, which are all named", async () => {
    const result = await createTestClient({}).try("GET /things/{id}/parts/v1", { id: true } as unknown as {
      id: string;
    });
    const message = "must be a string without broken surrogate pairs or an integer (a bigint beyond 2^53)";
    expect(result).toMatchObject({ error: { issues: [{ path: "id", message }] } });
  });

  test.each<[string, Partial<CatalogParameter>, unknown, unknown]>([
    ["an item of a list", { types: ["array"], enum: ["a", "b"] }, ["a", "b"], ["a", "c"]],
    ["a bigint", { types: ["integer"], enum: [1, 2] }, 2n, 3n],
  ])("%s that is not listed, and no other", async (_what, parameter, listed, unlisted) => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const client = createTestClient({ fetch, catalog: [createEntry("GET /listed/v1", [{ name: "x", ...parameter }])] });
    // Safe, twice: the catalog checks at run time what the types are kept from checking here.
    await client.call("GET /listed/v1" as "GET /things/v1", { x: listed } as unknown as { id: string });
    expect(requests).toHaveLength(1);
    const result = await client.try("GET /listed/v1" as "GET /things/v1", { x: unlisted } as unknown as { id: string });
    expect(result).toMatchObject({
      error: { issues: [{ path: "x", message: expect.stringMatching(/^must be one of/) }] },
    });
    expect(requests).toHaveLength(1);
  });

  test("nothing of a parameter whose type the document does not tell", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const client = createTestClient({ fetch, catalog: [createEntry("GET /any/v1", [{ name: "x", types: [] }])] });
    for (const x of ["a", 1, true])
      await client.call("GET /any/v1" as "GET /things/v1", { x } as unknown as { id: string });
    expect(requests).toHaveLength(3);
  });

  test("a path left open, whatever the catalog says of its parameter", async () => {
    const catalog = [createEntry("GET /a/{x}/b", [{ name: "x", in: "path", types: ["string", "null"] }])];
    for (const parameters of [{}, { x: null }, { x: undefined }]) {
      const { fetch, requests } = createFakeFetch(respond(envelope(0)));
      const client = createTestClient({ fetch, catalog });
      const result = await client.try("GET /a/{x}/b" as "GET /things/v1", parameters as { id: string });
      expect(result).toMatchObject({ ok: false, error: { kind: "validation", issues: [{ path: "x" }] } });
      expect(requests).toEqual([]);
    }
  });

  test("anything for an operation without parameters, and anything but null for one that takes only that", async () => {
    const catalog = [createEntry("GET /none/v1", []), createEntry("GET /null/v1", [{ name: "x", types: ["null"] }])];
    const client = createTestClient({ catalog });
    const none = await client.try("GET /none/v1" as "GET /things/v1", { id: "1" });
    expect(none).toMatchObject({ error: { issues: [{ path: "id", message: expect.stringMatching(/it has none/) }] } });
    const other = await client.try("GET /null/v1" as "GET /things/v1", { x: "1" } as unknown as { id: string });
    expect(other).toMatchObject({ error: { issues: [{ path: "x", message: "must be null" }] } });
  });

  test("everything that is wrong, at once and without quoting a value", async () => {
    const result = await createTestClient({}).try("GET /things/v1", {
      kind: "marked-value",
      page: 0.5,
      nothing: "marked-value",
    } as unknown as { id: string });
    expect(result).toMatchObject({
      error: { issues: [{ path: "nothing" }, { path: "id" }, { path: "page" }, { path: "kind" }] },
    });
    expect(JSON.stringify(result)).not.toContain("marked-value");
  });

  test("an operation that the catalog does not have", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const client = createTestClient({ fetch });
    for (const operation of ["GET /nothing", "__proto__", "constructor", undefined, 7, Symbol("operation")]) {
      const result = await client.try(operation as "GET /things/v1", { id: "1" });
      expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
    }
    expect(requests).toEqual([]);
  });
});

async function send(
  operation: string,
  parameters: object,
  options: Parameters<typeof createTestClient>[0] = {},
): Promise<{ url: string; init: RequestInit }> {
  const { fetch, requests } = createFakeFetch(respond(envelope(0)));
  // Safe: the catalog checks at run time what the types are kept from checking here.
  await createTestClient({ ...options, fetch }).call(operation as "GET /things/v1", parameters as { id: string });
  const [request] = requests;
  if (request === undefined) throw new Error("nothing was sent");
  return request;
}
