import { expect, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
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
