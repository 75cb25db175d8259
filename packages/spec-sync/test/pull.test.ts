import { readFile, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { run as pull } from "../src/verbs/pull.ts";
import { makeProject } from "./support/make-project.ts";
import { snapshotFolder } from "./support/snapshot-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

const tiny = createTinyDocument({ paths: { "/a": { get: createTinyOperation({ summary: "A" }) } } });
// Odd spacing: the text is the vendor's, byte for byte.
const text = JSON.stringify(tiny, null, 3);

beforeEach(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => vi.restoreAllMocks());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => void server.close());
  // oxlint-disable-next-line no-unsafe-type-assertion -- a server on a TCP port has such an address
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function readLock(path: string): Promise<Record<string, unknown>> {
  const lock: Record<string, unknown> = JSON.parse(await readFile(path, "utf8"));
  return lock;
}

test("a file is taken over byte for byte, and its lock names it without its folder", async () => {
  const project = await makeProject();
  const file = join(dirname(project.document), "from.json");
  await writeFile(file, text);
  expect(await pull(["--from", file], project)).toBe(0);
  expect(await readFile(project.document, "utf8")).toBe(text);
  expect(await readLock(project.lock)).toEqual({
    source: "from.json",
    date: new Date().toISOString().slice(0, 10),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
    structure: expect.stringMatching(/^[0-9a-f]{64}$/u),
    operations: 1,
  });
});

test("the structural hash changes with the structure, and with nothing else", async () => {
  const project = await makeProject();
  const hash = async (fields: Parameters<typeof createTinyOperation>[0]): Promise<unknown> => {
    const file = join(dirname(project.document), "from.json");
    await writeFile(
      file,
      JSON.stringify(createTinyDocument({ paths: { "/a": { get: createTinyOperation(fields) } } })),
    );
    await pull(["--from", file], project);
    return (await readLock(project.lock))["structure"];
  };
  const base = await hash({ summary: "A" });
  expect(await hash({ summary: "B", description: "new words", "x-order": 7 })).toBe(base);
  expect(await hash({ parameters: [{ name: "p", in: "query" }] })).not.toBe(base);
});

test("a URL is fetched, and its query stays out of the lock", async () => {
  const project = await makeProject();
  const origin = await serve((_request, response) => response.end(text));
  expect(await pull(["--from", `${origin}/openapi.json?key=marked-token-for-tests`], project)).toBe(0);
  expect(await readFile(project.document, "utf8")).toBe(text);
  expect((await readLock(project.lock))["source"]).toBe(`${origin}/openapi.json`);
});

test.each<[string, RequestListener, RegExp]>([
  ["an error status", (_request, response) => response.writeHead(503).end(), /: answered 503/u],
  [
    "a redirect, even to a good document",
    (request, response) =>
      request.url === "/moved" ? response.end(text) : response.writeHead(302, { location: "/moved" }).end(),
    /cannot be fetched/u,
  ],
  ["HTML", (_request, response) => response.end("<!doctype html>"), /:1:1: not JSON/u],
  [
    "a cut body",
    (_request, response) => void response.writeHead(200, { "content-length": 99 }).write("{", () => response.destroy()),
    /cannot be fetched/u,
  ],
])("%s leaves document and lock as they were", async (_name, listener, message) => {
  const project = await makeProject();
  const before = await snapshotFolder(dirname(project.document));
  const origin = await serve(listener);
  await expect(pull(["--from", `${origin}/openapi.json`], project)).rejects.toThrow(message);
  expect(await snapshotFolder(dirname(project.document))).toEqual(before);
});

test.each([
  ["http://docs.example/openapi.json", /only https is fetched/u],
  ["ftp://docs.example/openapi.json", /only https is fetched/u],
  ["https://", /not a valid URL/u],
])("%s is refused unfetched", async (address, message) => {
  await expect(pull(["--from", address], await makeProject())).rejects.toThrow(message);
});
