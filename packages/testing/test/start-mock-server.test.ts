import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { startMockServer } from "@just-one/testing";
import type { JsonObject } from "@just-one/document";
import { createRandom, respellAll } from "@just-one/document/respell";
import { smallDocument } from "./small-document.ts";

// Safe: Node has it since 22; the compiler's library of ES2023 does not know it yet.
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

test("each server has a port of its own, on loopback only", async () => {
  const servers = await Promise.all(Array.from({ length: 5 }, () => startMockServer({ document: smallDocument })));
  expect(new Set(servers.map(({ url }) => url)).size).toBe(5);
  expect(servers.every(({ url }) => /^http:\/\/127\.0\.0\.1:\d+$/.test(url))).toBe(true);
  await Promise.all(servers.map((server) => server.close()));
});

test("close ends open connections, frees the port, and can be called again", async () => {
  const server = await startMockServer({ document: smallDocument });
  const socket = connect({ port: Number(new URL(server.url).port), host: "127.0.0.1" });
  await once(socket, "connect");
  const ended = once(socket, "close");
  await Promise.all([server.close(), server.close(), ended]);
  await server.close();
  await using again = await startMockServer({ document: smallDocument, port: Number(new URL(server.url).port) });
  expect(again.url).toBe(server.url);
});

test("close does not wait for a reply that is held back", async () => {
  const { promise: asked, resolve: noteAsked } = Promise.withResolvers<void>();
  const server = await startMockServer({
    document: smallDocument,
    respond() {
      noteAsked();
      return new Promise(() => {});
    },
  });
  const failure = fetch(`${server.url}/api/echo/v1?token=t&id=1`).catch((error: unknown) => error);
  await asked;
  await server.close();
  expect(await failure).toBeInstanceOf(TypeError);
});

test("a taken port is an error and not another port", async () => {
  await using server = await startMockServer({ document: smallDocument });
  const port = Number(new URL(server.url).port);
  await expect(startMockServer({ document: smallDocument, port })).rejects.toThrow("EADDRINUSE");
});

test.each([
  ["is no OpenAPI", { swagger: "2.0", paths: {} }, 'whose "openapi" starts with "3."'],
  ["has no paths", { openapi: "3.1.0" }, 'with "paths"'],
  [
    "refers to another document",
    { openapi: "3.1.0", paths: { "/a": { $ref: "https://example.invalid/a.json" } } },
    "one document only",
  ],
])("a document that %s is refused with a sentence", async (_, document, message) => {
  await expect(startMockServer({ document })).rejects.toThrow(message);
});

test("respond gives each request's success its own data, integers beyond 2^53 whole", async () => {
  await using server = await startMockServer({
    document: smallDocument,
    respond: ({ params }) => (params["id"] === "7" ? { id: rawJSON("7048929565493690398") } : undefined),
  });
  const texts = await Promise.all(
    ["7", "8"].map(async (id) => (await fetch(`${server.url}/api/echo/v1?token=t&id=${id}`)).text()),
  );
  expect(texts[0]).toContain('"data":{"id":7048929565493690398}');
  expect(texts[1]).toContain('"data":{}');
});

test("a respond that throws is a 500 that says why", async () => {
  await using server = await startMockServer({
    document: smallDocument,
    respond() {
      throw new Error("no such creator");
    },
  });
  const reply = await fetch(`${server.url}/api/echo/v1?token=t&id=1`);
  expect([reply.status, await reply.json()]).toMatchObject([500, { title: "no such creator" }]);
});

test("form bodies are judged, and their token is seen but not kept", async () => {
  await using server = await startMockServer({ document: smallDocument });
  const send = (body: string): Promise<Response> =>
    fetch(`${server.url}/api/form/v1`, { method: "POST", body: new URLSearchParams(body) });
  const replies = [await send("token=marked-token-for-tests&cursor="), await send("token=t&cursor=1&size=many")];
  expect(await Promise.all(replies.map((reply) => reply.json()))).toMatchObject([{ code: 0 }, { status: 422 }]);
  expect(server.requests[0]).toMatchObject({ params: { cursor: "" }, hasToken: true });
});

test.each([
  ["malformed JSON", "application/json", "{", 400],
  ["an endless body", "text/plain", "x".repeat(11 * 1024 * 1024), 413],
])("%s is answered, not crashed on", async (_, type, body, status) => {
  await using server = await startMockServer({ document: smallDocument });
  const reply = await fetch(`${server.url}/api/form/v1?token=t`, {
    method: "POST",
    headers: { "content-type": type },
    body,
  }).catch(() => undefined);
  // A peer that is still sending may see the connection close before it sees the answer.
  expect([status, undefined]).toContain(reply?.status);
  expect((await fetch(`${server.url}/api/echo/v1?token=t&id=1`)).status).toBe(200);
});

test("a browser on another origin may ask", async () => {
  await using server = await startMockServer({ document: smallDocument });
  const reply = await fetch(`${server.url}/api/echo/v1`, { method: "OPTIONS" });
  expect([reply.status, reply.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
});

test("an id beyond 2^53 is an int64 like any other", async () => {
  const document = structuredClone(smallDocument) as { paths: Record<string, { get: { parameters: object[] } }> };
  document.paths["/api/echo/v1"]?.get.parameters.push({
    name: "shopId",
    in: "query",
    schema: { type: "integer", format: "int64" },
  });
  await using server = await startMockServer({ document });
  const ask = async (shopId: string): Promise<unknown> =>
    (await fetch(`${server.url}/api/echo/v1?token=t&id=1&shopId=${shopId}`)).json();
  expect(await ask("7048929565493690398")).toMatchObject({ code: 0 });
  expect(await ask("many")).toMatchObject({ code: 400 });
});

test("a document answers the same in whatever spelling", async () => {
  const answers = await Promise.all(
    [0, 1, 2, 3].map(async (seed) => {
      // Safe: the document is JSON.
      const spelled = seed === 0 ? smallDocument : respellAll(smallDocument as JsonObject, createRandom(seed));
      await using server = await startMockServer({ document: spelled });
      const queries = ["?token=t&id=1", "?token=t", "?id=1"].map((query) => fetch(`${server.url}/api/echo/v1${query}`));
      const forms = ["token=t&size=1", "token=t&size=many"].map((form) =>
        fetch(`${server.url}/api/form/v1`, { method: "POST", body: new URLSearchParams(form) }),
      );
      const replies = await Promise.all([...queries, ...forms]);
      return Promise.all(replies.map(async (reply) => [reply.status, await reply.text()]));
    }),
  );
  expect(answers.slice(1)).toEqual(answers.slice(1).map(() => answers[0]));
});

test("lists in forms, paths beyond ASCII and media types in capitals are what the document says", async () => {
  const ok = {
    description: "",
    content: { "application/json": { examples: { "code-0": { value: { code: 0 } } } } },
  };
  const list = Object.freeze({ type: "array" });
  const form = {
    schema: {
      type: "object",
      properties: { tags: { ...list, items: { type: "string" } }, ids: { ...list, items: { type: "integer" } } },
    },
  };
  const requestBody = { content: { "application/x-www-form-urlencoded": form } };
  await using server = await startMockServer({
    document: {
      openapi: "3.1.0",
      info: { title: "t", version: "1" },
      paths: {
        "/用户": { get: { responses: { 200: ok } } },
        "/form": { post: { requestBody, responses: { 200: ok } } },
      },
    },
  });
  const post = (body: string, type: string): Promise<Response> =>
    fetch(`${server.url}/form`, { method: "POST", body: `token=t&${body}`, headers: { "content-type": type } });
  const plain = "application/x-www-form-urlencoded";
  const replies = [
    await fetch(`${server.url}/用户?token=t`),
    await post("tags=a&tags=b", plain),
    await post("tags=a", "Application/X-WWW-Form-URLencoded; charset=UTF-8"),
    await post("ids=1&ids=2", plain),
    await post("ids=x", plain),
  ];
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 422]);
});

test("a reference in an example is a part of it", async () => {
  const value = { code: 0, data: { schema: { $ref: "https://example.invalid/a.json" }, other: { $ref: "#/nowhere" } } };
  const ok = { description: "", content: { "application/json": { examples: { "code-0": { value } } } } };
  const paths = { "/a": { get: { responses: { 200: ok } } } };
  await using server = await startMockServer({
    document: { openapi: "3.1.0", info: { title: "t", version: "1" }, paths },
  });
  expect(await (await fetch(`${server.url}/a?token=t`)).json()).toEqual(value);
});
