import type { Client, ClientOptions } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";
import { describe, expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { findSecret } from "./support/find-secret.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";
import { envelope } from "./support/replies.ts";

// A stub's reply may be odd in a way that only shows while it is read: it is read all the same, or ends as any other.

const things = "GET /things/v1";
const id = { id: "1" };
const text = envelope(0, { data: { name: "一个东西" } });

function give(reply: unknown): typeof fetch {
  // Safe: what callers without types may pass.
  return (async () => reply) as unknown as typeof fetch;
}

function stream(...chunks: unknown[]): ReadableStream {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

const broken = {
  get: () => {
    throw new TypeError("Illegal invocation");
  },
};

test.each([
  ["a stream of texts", () => new Response(stream(text.slice(0, 30), text.slice(30)))],
  ["a stream and headers in a plain object", () => ({ status: 200, headers: {}, body: stream(Buffer.from(text)) })],
  ["a stream and no headers", () => ({ status: 200, body: stream(Buffer.from(text)) })],
  ["headers whose `get` throws", () => ({ status: 200, headers: broken, body: stream(Buffer.from(text)) })],
])("%s is read", async (_what, create) => {
  const client = createTestClient({ fetch: give(create()) });
  const result = await client.try(things, id);
  expect(result).toMatchObject({ ok: true, data: { name: "一个东西" }, meta: { billing: "billed" } });
});

type Create = (options: Partial<ClientOptions>) => Pick<Client<TestOperations>, "try">;

describe.each<[string, Create]>([
  ["a client", createTestClient],
  ["a client with a middleware", (own) => createTestClient({ ...own, middleware: [{ onResponse: () => undefined }] })],
  ["a lean client", (own) => createLeanClient<TestOperations>({ ...own, token: markedToken, catalog: testCatalog })],
])("%s reads, without a word of the token, a reply", (_whose, create) => {
  test.each<[string, (fail: () => never) => object]>([
    ["whose status throws", (fail) => lie(new Response(text), "status", fail)],
    ["whose headers throw when asked", (fail) => lie(new Response(text), "headers", () => ({ get: fail }))],
    [
      "whose headers throw when asked for some names",
      (fail) => {
        const headers = new Headers({ date: "today" });
        const get = (name: string): string | null =>
          /^(?:content|x-)/.test(name) ? fail() : Headers.prototype.get.call(headers, name);
        return lie(new Response(text), "headers", () => Object.assign(headers, { get }));
      },
    ],
    ["at HTTP 300", () => new Response(text, { status: 300 })],
    ["at HTTP 304", () => ({ status: 304, headers: new Headers(), body: stream(Buffer.from(text)) })],
    ["at HTTP 307 that leads elsewhere", () => new Response(text, { status: 307, headers: { location: "/" } })],
    ["at HTTP 302 that is cut off behind it", () => new Response(cutOff(text), { status: 302 })],
  ])("%s", async (_what, reply) => {
    // Safe: what callers without types may pass.
    const fetch = (async (url: string) =>
      reply(() => {
        throw new Error(`${url} says no`);
      })) as unknown as typeof globalThis.fetch;
    const client = create({ fetch, baseUrl: "http://127.0.0.1:9", keepHeaders: ["x-left"] });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ ok: true, data: { name: "一个东西" }, meta: { billing: "billed" } });
    expect(findSecret(result, markedToken)).toEqual([]);
  });
});

test.each<[string, () => object]>([
  ["is cut off", () => new Response(cutOff("moved"), { status: 302 })],
  ["is empty and hidden, as in a page", () => ({ status: 0, body: null, text: async () => "" })],
])("a redirect that %s is a redirect", async (_what, create) => {
  const result = await createTestClient({ fetch: give(create()) }).try(things, id);
  expect(result).toMatchObject({ error: { kind: "protocol", reason: "redirect", billing: "unknown" } });
});

test("a reply without a status says none", async () => {
  const result = await createTestClient({ fetch: give({ text: async (): Promise<string> => "<html>" }) }).try(
    things,
    id,
  );
  expect((result as { error: Error }).error.message).toContain("got no usable reply (");
});

function cutOff(part: string): ReadableStream {
  const chunks = [Buffer.from(part)];
  return new ReadableStream({
    pull: (controller) => {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.error(new Error("socket hang up"));
    },
  });
}

test("a stream of something else is paid for and lost, and says so", async () => {
  const client = createTestClient({ fetch: give(new Response(stream(text.slice(0, 30), { no: "bytes" }))) });
  const result = await client.try(things, id);
  expect(result).toMatchObject({ ok: false, error: { kind: "transport", phase: "body", billing: "unknown" } });
  expect(await client.unreconciled()).toHaveLength(1);
});

test("a reply that is odd when time is up ends like any other", async () => {
  const body = new ReadableStream({ start: (controller) => controller.enqueue({ byteLength: 9, odd: true }) });
  const client = createTestClient({ fetch: give({ status: 200, headers: broken, body }), timeoutMs: 20 });
  expect(await client.try(things, id)).toMatchObject({ ok: false, error: { kind: "timeout", billing: "unknown" } });
});

function lie(reply: object, name: string, get: () => unknown): object {
  return Object.defineProperty(reply, name, { get });
}
