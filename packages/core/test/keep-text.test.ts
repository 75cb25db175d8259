import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import type { ClientOptions, JustOneError } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";
import { expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { findSecret } from "./support/find-secret.ts";
import { testCatalog } from "./support/operations.ts";
import { startServer, startSocketServer } from "./support/start-server.ts";

const things = "GET /things/v1";
const id = { id: "1" };

/** Sends a head and a body as they are, and ends the connection. */
function serve(head: string, body: string | Buffer): Promise<string> {
  return startSocketServer((socket) =>
    socket.once("data", () => {
      socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`);
      socket.end(body);
    }),
  );
}

async function fail(options: Partial<ClientOptions>): Promise<JustOneError> {
  const result = await createTestClient(options).try(things, id);
  if (result.ok) throw new Error("it did not fail");
  return result.error;
}

const whole = '{"code":0,"data":{"n":1},"requestId":"r-1"}';
const chunk = (text: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n`), Buffer.from(text), Buffer.from("\r\n")]);

test.each([
  ["the last chunk is missing", "transfer-encoding: chunked", chunk(whole)],
  ["the last chunk is cut", "transfer-encoding: chunked", Buffer.concat([chunk(whole), Buffer.from("0\r")])],
  ["it ends before its length", "content-length: 1000", whole],
  ["it came in pieces", "transfer-encoding: chunked", Buffer.concat([chunk(whole.slice(0, 9)), chunk(whole.slice(9))])],
])("whole JSON is read, and billed, though %s", async (_, head, body) => {
  const result = await createTestClient({ baseUrl: await serve(head, body) }).try(things, id);
  const meta = { billing: "billed", httpStatus: 200, requestId: "r-1" };
  expect(result).toMatchObject({ ok: true, data: { n: 1 }, meta });
  expect(result.meta.attempts).toHaveLength(1);
});

test.each([
  ["is read when time is up", whole, { ok: true, data: { n: 1 }, meta: { billing: "billed", httpStatus: 200 } }],
  ["is a proof when time is up", '{"code":600}', { ok: false, error: { kind: "api", code: 600, billing: "unbilled" } }],
  ["is none when it is cut", '{"code":0,"da', { ok: false, error: { kind: "timeout", billing: "unknown" } }],
])("whole JSON that nobody ends %s", async (_, body, expected) => {
  const baseUrl = await startServer((_request, response) => response.write(body));
  const result = await createTestClient({ baseUrl, timeoutMs: 1000 }).try(things, id);
  expect(result).toMatchObject(expected);
  expect(result.meta.attempts).toHaveLength(1);
});

test("a code in whole JSON is a proof, too, when the connection ended", async () => {
  const baseUrl = await serve("content-length: 1000", '{"code":600,"message":"no"}');
  const result = await createTestClient({ baseUrl }).try(things, id);
  expect(result).toMatchObject({ error: { kind: "api", code: 600, billing: "unbilled" } });
});

test.each([
  ["a part of JSON", '{"code":0,"data":{"n":1', '{"code":0,"data":{"n":1'],
  ["a number that may go on", "1", "1"],
  ["a list", "[]", "[]"],
  ["an object without a code", "{}", "{}"],
  ["nothing", "", undefined],
])("%s is no reply when the connection ended", async (_, body, text) => {
  const baseUrl = await serve("content-length: 1000", body);
  const error = await fail({ baseUrl, keepText: true });
  expect(error).toMatchObject({ kind: "transport", phase: "body", billing: "unknown" });
  expect(Reflect.get(error, "text")).toBe(text);
});

test("what was decompressed without its checksum is not given", async () => {
  const body = gzipSync(whole);
  const baseUrl = await serve(`content-encoding: gzip\r\ncontent-length: ${body.length}`, body.subarray(0, -8));
  expect(await fail({ baseUrl, keepText: true })).toMatchObject({ kind: "transport" });
});

const texts: readonly [string, string][] = [
  ["JSON with NaN", `{"code":0,"data":{"rate":NaN,"echo":"${markedToken}"}}`],
  ["JSON with Infinity", `{"code":0,"data":[-Infinity],"echo":"${markedToken}"}`],
  ["JSON without a code", `{"data":"${markedToken}"}`],
  ["a page", `<html>${markedToken}</html>`],
];

test.each(texts)("%s is kept for whoever asks, without the token, and printed nowhere", async (_, body) => {
  const baseUrl = await startServer((_request, response) => response.end(body));
  const error = await fail({ baseUrl, keepText: true });
  expect(error).toMatchObject({ kind: "protocol", billing: "unknown" });
  expect(Reflect.get(error, "text")).toBe(body.replace(markedToken, "[token]"));
  expect(inspect(error) + JSON.stringify(error)).not.toMatch(/NaN|Infinity|html|echo|\[token\]/);
  expect(findSecret(error, markedToken)).toEqual([]);

  expect(await fail({ baseUrl })).not.toHaveProperty("text");
  const lean = createLeanClient({ token: markedToken, catalog: testCatalog, baseUrl, keepText: true });
  // Safe: an operation of the test catalog, which the lean client's types do not know.
  await expect(lean.call(things as never, id as never)).rejects.not.toHaveProperty("text");
});

test("no more is kept than was asked for", async () => {
  const baseUrl = await startServer((_request, response) => response.end("<html>".repeat(1000)));
  const error = await fail({ baseUrl, keepText: 10 });
  expect(Reflect.get(error, "text")).toBe("<html><htm");
});

test.each([0, -1, Number.NaN, "1"])("a bound that is none is refused: %s", (keepText) => {
  // Safe: the very mistake.
  expect(() => createTestClient({ keepText: keepText as number })).toThrow(
    "`keepText` must be a whole number, 1 or more",
  );
});

const inGbk = Buffer.concat([
  Buffer.from('{"code":0,"data":"'),
  Buffer.from([0xd6, 0xd0, 0xce, 0xc4]),
  Buffer.from('"}'),
]);
const utf16 = Buffer.from('\uFEFF{"code":0,"data":"中文"}', "utf16le");
const swapped = Buffer.from(utf16).swap16();

test.each([
  ["GBK, as its header says", "application/json; charset=GBK", inGbk],
  ["GB 18030, in quotes", 'application/json;charset="gb18030"', inGbk],
  ["UTF-16 with a mark", "application/json", utf16],
  ["UTF-16 the other way round", "application/json; charset=utf-8", swapped],
  ["UTF-16 by its header", "application/json; charset=utf-16le", utf16.subarray(2)],
  ["UTF-8 with a mark", "application/json", Buffer.from('\uFEFF{"code":0,"data":"中文"}')],
  ["UTF-8 that is called Latin-1", "application/json; charset=ISO-8859-1", Buffer.from('{"code":0,"data":"中文"}')],
  ["UTF-8 that is called what nobody knows", "text/plain; charset=x-none", Buffer.from('{"code":0,"data":"中文"}')],
])("a reply in %s is read", async (_, contentType, body) => {
  const baseUrl = await startServer((_request, response) => {
    response.writeHead(200, { "content-type": contentType });
    response.write(body.subarray(0, 20)); // within a character of some of them
    response.end(body.subarray(20));
  });
  expect(await createTestClient({ baseUrl }).try(things, id)).toMatchObject({ ok: true, data: "中文" });
});
