import { Readable } from "node:stream";
import { inspect } from "node:util";
import crossFetch from "cross-fetch";
import nodeFetch3 from "node-fetch";
import nodeFetch2 from "node-fetch-2";
import { describe, expect, test, vi } from "vitest";
import { createLeanClient } from "@just-one/core/lean";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";
import { envelope } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

const things = "GET /things/v1";
const id = { id: "1" };
const text = envelope(0, { data: { name: "一个东西", count: 1 } }).replace('"count":1', '"count":7048929565493690398');
const data = { name: "一个东西", count: "7048929565493690398" };

/** A `fetch` that resolves to whatever is given: what a test or another platform has for a reply. */
function give(reply: unknown): typeof fetch {
  // Safe: what callers without types may pass.
  return vi.fn<() => Promise<unknown>>(async () => reply) as unknown as typeof fetch;
}

/** What a test's stub most often is. */
function giveParsed(body: string): typeof fetch {
  return give({ ok: true, status: 200, json: async () => JSON.parse(body) });
}

describe.each([
  ["node-fetch 2", nodeFetch2],
  ["node-fetch 3", nodeFetch3],
  ["cross-fetch", crossFetch],
] as const)("%s", (_name, given) => {
  // Safe: what these packages document is that they do what `fetch` does.
  const fetch = given as unknown as typeof globalThis.fetch;

  test("brings a reply of many pieces, whole", async () => {
    const long = envelope(0, { data: { name: "长".repeat(200_000) } });
    const baseUrl = await startServer((_request, response) => {
      const bytes = Buffer.from(long);
      response.write(bytes.subarray(0, 70_001)); // within a character
      setImmediate(() => response.end(bytes.subarray(70_001)));
    });
    const result = await createTestClient({ baseUrl, fetch }).call(things, id);
    expect(result.data).toEqual({ name: "长".repeat(200_000) });
    expect(result.meta).toMatchObject({ billing: "billed", attempts: [{ httpStatus: 200 }] });
  });

  test("keeps integers whole, and heeds Retry-After", async () => {
    let count = 0;
    const baseUrl = await startServer((_request, response) => {
      count += 1;
      if (count > 1) response.end(text);
      else response.writeHead(429, { "retry-after": "0" }).end(envelope(302));
    });
    const began = performance.now();
    const result = await createTestClient({ baseUrl, fetch, retry: { baseMs: 20_000 } }).call(things, id);
    expect(result.data).toEqual(data);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test("is held to the size limit, by the header and by the bytes", async () => {
    const closed = Promise.withResolvers<true>();
    const baseUrl = await startServer((request, response) => {
      if (request.url?.includes("id=long")) response.setHeader("content-length", 2000);
      response.once("close", () => closed.resolve(true));
      response.write("x".repeat(1999));
    });
    for (const long of ["long", "unsaid"]) {
      const result = await createTestClient({ baseUrl, fetch, maxResponseBytes: 1500 }).try(things, { id: long });
      expect(result).toMatchObject({ ok: false, error: { kind: "protocol", reason: "too-large", billing: "unknown" } });
    }
    await expect(closed.promise).resolves.toBe(true);
  });

  test("is given up at the time limit while the body comes in, and its connection closed", async () => {
    const closed = Promise.withResolvers<true>();
    const baseUrl = await startServer((_request, response) => {
      response.once("close", () => closed.resolve(true));
      response.write('{"code":0,');
    });
    const result = await createTestClient({ baseUrl, fetch, timeoutMs: 1000 }).try(things, id);
    expect(result).toMatchObject({ ok: false, error: { kind: "timeout", billing: "unknown" } });
    await expect(closed.promise).resolves.toBe(true);
  });

  test("tells a refused connection from a lost one and from a cut body", async () => {
    const baseUrl = await startServer((request, response) => {
      if (request.url?.includes("id=cut")) response.writeHead(200, { "content-length": 1000 }).write('{"code":0,');
      setImmediate(() => request.socket.destroy());
    });
    const client = createTestClient({ baseUrl, fetch, timeoutMs: 60_000 });
    expect(await client.try(things, id)).toMatchObject({ error: { kind: "transport", phase: "sent" } });
    expect(await client.try(things, { id: "cut" })).toMatchObject({ ok: false, error: { billing: "unknown" } });
    const refused = createTestClient({ baseUrl: "http://127.0.0.1:1", fetch, retry: false });
    expect(await refused.try(things, id)).toMatchObject({ error: { phase: "connect", billing: "unbilled" } });
  });

  test("never follows a redirect", async () => {
    const baseUrl = await startServer((_request, response) => response.writeHead(302, { location: "/" }).end("moved"));
    const result = await createTestClient({ baseUrl, fetch }).try(things, id);
    expect(result).toMatchObject({ ok: false, error: { kind: "protocol", reason: "redirect" } });
  });
});

describe("a reply is read that has", () => {
  const bytes = new TextEncoder().encode(text);

  test.each<[string, () => object]>([
    ["text() only", () => ({ text: async () => text })],
    [
      "text() that needs its reply",
      () =>
        new (class {
          #text = text;
          async text() {
            return this.#text;
          }
        })(),
    ],
    ["text() that is no promise", () => ({ text: () => text })],
    ["text() and no body", () => ({ body: null, text: async () => text })],
    ["text() that begins with a byte-order mark", () => ({ text: async () => `\uFEFF${text}` })],
    ["arrayBuffer() only", () => ({ arrayBuffer: async () => bytes.buffer })],
    ["arrayBuffer() that gives a Buffer", () => ({ arrayBuffer: async () => Buffer.from(bytes) })],
    ["blob() only", () => ({ blob: async () => new Blob([text]) })],
    [
      "blob() beside members that do nothing",
      () => ({ text: vi.fn<() => void>(), arrayBuffer: vi.fn<() => void>(), blob: async () => new Blob([text]) }),
    ],
    ["a text for a body", () => ({ body: text })],
    ["bytes for a body", () => ({ body: bytes })],
    ["a body that is neither, and text()", () => ({ body: {}, text: async () => text })],
    [
      "a stream of Node's",
      () => ({ body: Readable.from([Buffer.from(bytes.subarray(0, 40)), Buffer.from(bytes.subarray(40))]) }),
    ],
    ["a stream of Node's that decodes", () => ({ body: Readable.from([Buffer.from(bytes)]).setEncoding("utf8") })],
    [
      "a stream of Node's in small pieces",
      () => ({ body: Readable.from(Array.from(bytes, (byte) => Buffer.of(byte))) }),
    ],
    [
      "a generator for a body",
      () => ({
        body: (async function* () {
          yield bytes;
        })(),
      }),
    ],
    [
      "a web stream of buffers",
      () => ({ body: new ReadableStream({ start: (to) => (to.enqueue(bytes.buffer), to.close()) }) }),
    ],
    [
      "json() with bigints",
      () => ({ json: async () => ({ code: 0, data: { ...data, count: 7048929565493690398n } }) }),
    ],
  ])("%s", async (_what, create) => {
    const reply = Object.assign(create(), { status: 200, headers: new Headers() });
    const result = await createTestClient({ fetch: give(reply) }).call(things, id);
    expect(result.data).toEqual(data);
    expect(result.meta).toMatchObject({ billing: "billed", httpStatus: 200 });
    expect(result.meta).not.toHaveProperty("isRounded");
  });

  test("json() only, and says what that lost", async () => {
    const lost = await createTestClient({ fetch: giveParsed(text) }).call(things, id);
    expect(lost.meta).toMatchObject({ billing: "billed", isRounded: true });
    expect(lost.data).toMatchObject({ name: "一个东西" });
    const whole = await createTestClient({
      fetch: giveParsed(envelope(0, { data: { name: "a", count: 2 ** 53 - 1 } })),
    }).call(things, id);
    expect(whole.data).toEqual({ name: "a", count: 2 ** 53 - 1 });
    expect(whole.meta).not.toHaveProperty("isRounded");
  });

  test("json() only, and tells the cache and twins of the loss, too", async () => {
    const fetch = give({ ok: true, status: 200, json: async () => JSON.parse(text) });
    const client = createTestClient({ fetch, cache: { ttlMs: 1000 } });
    const both = await Promise.all([client.call(things, id), client.call(things, id)]);
    for (const { meta } of [...both, await client.call(things, id)]) expect(meta.isRounded).toBe(true);
    expect(fetch).toHaveBeenCalledOnce();
  });

  test("a business code, and is judged by it", async () => {
    const stub = give({ ok: false, status: 429, json: async () => ({ code: 303, message: "quota" }) });
    expect(await createTestClient({ fetch: stub }).try(things, id)).toMatchObject({
      error: { code: 303, billing: "unbilled" },
    });
  });

  test.each<[string, unknown]>([
    ["a Headers", new Headers({ "retry-after": "7" })],
    ["a plain object", { "retry-after": "7" }],
    ["a plain object in other letters", { "Retry-After": 7 }],
    ["a plain object of lists", { "Retry-After": ["7"] }],
    ["a Map", new Map([["retry-after", "7"]])],
    ["a Map in other letters", new Map([["Retry-After", "7"]])],
    ["only `get`", { get: (name: string) => (name === "retry-after" ? "7" : null) }],
  ])("headers in %s", async (_what, headers) => {
    const fetch = give({ status: 429, headers, text: async () => envelope(302) });
    const result = await createTestClient({ fetch, retry: false }).try(things, id);
    expect(result).toMatchObject({ error: { code: 302, retryAfterMs: 7000 } });
  });

  test.each<[string, () => unknown]>([
    ["a number", () => 5],
    ["a list", () => ["5"]],
    ["a symbol", () => Symbol("5")],
    ["what is no text", () => Object.create(null) as unknown],
    [
      "an error, but for some names",
      (name?: string) => {
        if (name === "date" || name === "content-length") return null;
        throw new Error("no such header");
      },
    ],
  ])("headers whose `get` gives %s beside a stream", async (_what, get) => {
    for (const code of [0, 302, 303]) {
      const fetch = give({ status: 200, headers: { get }, body: new Response(envelope(code, { data: {} })).body });
      const client = createTestClient({ fetch, retry: false, keepHeaders: ["x-left"] });
      const result = await client.try(things, id);
      expect(result).toMatchObject(code === 0 ? { ok: true, meta: { billing: "billed" } } : { error: { code } });
    }
  });

  test.each<[string, object]>([
    ["no headers and no status", {}],
    [
      "headers that cannot be read",
      {
        headers: {
          get: () => {
            throw new Error("no");
          },
        },
      },
    ],
    ["headers that are null", { headers: null, status: 200 }],
  ])("%s", async (_what, members) => {
    const result = await createTestClient({ fetch: give({ ...members, text: async () => text }) }).call(things, id);
    expect(result.meta.billing).toBe("billed");
    expect("httpStatus" in result.meta).toBe("status" in members);
  });
});

test.each([
  ["a client", createTestClient],
  [
    "a lean client",
    (options: object) => createLeanClient<TestOperations>({ token: markedToken, catalog: testCatalog, ...options }),
  ],
])("a status that is no number, but the URL, stays out of what %s tells", async (_what, create) => {
  // Safe: what callers without types may pass.
  const fetch = (async (url: unknown) => ({
    status: url,
    text: async () => "<html>",
  })) as unknown as typeof globalThis.fetch;
  const result = await create({ fetch, baseUrl: "http://127.0.0.1:9" }).try(things, id);
  expect(result).toMatchObject({ ok: false, error: { kind: "protocol", reason: "not-json" } });
  expect(inspect(result, { depth: 9, showHidden: true })).not.toContain(markedToken);
});

describe("the size limit holds for", () => {
  test.each<[string, () => object]>([
    ["text()", () => ({ text: async () => text })],
    ["arrayBuffer()", () => ({ arrayBuffer: async () => Buffer.from(text) })],
    ["json()", () => ({ json: async () => JSON.parse(text) })],
    ["a stream of Node's", () => ({ body: Readable.from([Buffer.from(text)]) })],
    ["bytes of a text, not its characters", () => ({ text: async () => "一".repeat(40) })],
  ])("%s", async (_what, create) => {
    const result = await createTestClient({ fetch: give({ status: 200, ...create() }), maxResponseBytes: 100 }).try(
      things,
      id,
    );
    expect(result).toMatchObject({ ok: false, error: { kind: "protocol", reason: "too-large" } });
  });
});

describe("a fault is shown as a fault, not as a lost connection", () => {
  const broken = undefined as unknown as { headers: { name: string } };

  test.each<[string, "sent" | "body", typeof fetch, string]>([
    [
      "in a fetch that throws",
      "sent",
      () => {
        throw new TypeError(`Cannot read properties of ${broken.headers.name}`);
      },
      "TypeError: Cannot read",
    ],
    ["in a fetch that rejects", "sent", async () => broken.headers as unknown as Response, "TypeError: Cannot read"],
    [
      "in a fetch that misses a function",
      "sent",
      async () => (broken as unknown as () => Response)(),
      "is not a function",
    ],
    [
      "in a fetch that misses a name",
      "sent",
      async () => {
        throw new ReferenceError("retry is not defined");
      },
      "ReferenceError: retry is not defined",
    ],
    ["in a fetch that is called on nothing", "sent", throwFault("Illegal invocation"), "TypeError: Illegal invocation"],
    [
      "in a fetch that writes to a constant",
      "sent",
      throwFault("Assignment to constant variable."),
      "constant variable",
    ],
    [
      "in a fetch that writes what holds itself",
      "sent",
      throwFault("Converting circular structure to JSON"),
      "TypeError: Converting",
    ],
    ["in a fetch that adds up nothing", "sent", throwFault("Reduce of empty array with no initial value"), "Reduce of"],
    ["in a fetch that uses Firefox's words", "sent", throwFault("options has no properties"), "has no properties"],
    ["in a fetch that makes no URL", "sent", throwFault("Invalid URL"), "Invalid URL"],
    ["in a fetch that calls itself", "sent", () => callForEver(0), "RangeError"],
    ["in a fetch that returns nothing", "sent", give(undefined), "TypeError"],
    ["in a reply that nothing can read", "body", give({ status: 200 }), "not readable"],
    [
      "in a reply whose text() has a fault",
      "body",
      give({ status: 200, text: async () => broken.headers }),
      "TypeError: Cannot read",
    ],
    [
      "in a fetch that has read the reply already",
      "body",
      async () => {
        const reply = new Response(text);
        await reply.json();
        return reply;
      },
      "locked",
    ],
    [
      "in a reply whose json() is none",
      "body",
      give({ status: 200, json: async () => JSON.parse("<html>") }),
      "(SyntaxError)",
    ],
  ])("%s", async (_where, phase, fetch, told) => {
    const result = await createTestClient({ fetch }).try(things, id);
    expect(result).toMatchObject({
      ok: false,
      error: { kind: "transport", phase, billing: "unknown", retryable: false },
    });
    const { message } = (result as { error: Error }).error;
    expect(message).toContain(told);
    expect(message).not.toContain("lost the connection");
  });

  test.each([
    "Failed to fetch",
    "fetch failed",
    "Load failed",
    "Network request failed",
    "terminated",
    "network error",
    "NetworkError when attempting to fetch resource.",
    "error sending request for url (http://host/)",
    "Network connection lost.",
    "The Internet connection appears to be offline.",
    "A server with the specified hostname could not be found.",
  ])("and %j is the network's", async (message) => {
    const result = await createTestClient({ fetch: () => Promise.reject(new TypeError(message)) }).try(things, id);
    expect((result as { error: Error }).error.message).toContain("lost the connection before a reply came");
  });

  test("without the token in it", async () => {
    const fails = vi
      .fn<typeof fetch>()
      .mockImplementation((url) =>
        Promise.reject(new TypeError(`Cannot read properties of undefined (reading '${toText(url)}')`)),
      );
    const result = await createTestClient({ fetch: fails }).try(things, id);
    expect((result as { error: Error }).error.message).not.toContain(markedToken);
  });
});

function throwFault(message: string): typeof fetch {
  return () => Promise.reject(new TypeError(message));
}

function callForEver(depth: number): Promise<Response> {
  return depth < 0 ? Promise.reject(new Error("never")) : callForEver(depth + 1);
}

function toText(url: unknown): string {
  return typeof url === "string" ? url : "";
}

test("a lean client reads the text of a reply that has no stream, with no part given", async () => {
  const fetch = give({ status: 200, text: async () => text });
  const client = createLeanClient<TestOperations>({ token: markedToken, fetch, catalog: testCatalog });
  expect(await client.call(things, id)).toMatchObject({ data, meta: { billing: "billed" } });
});
