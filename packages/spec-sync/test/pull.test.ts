import { readFile, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { run as pull } from "../src/verbs/pull.ts";
import { captureOutput } from "./support/capture-output.ts";
import { makeProject } from "./support/make-project.ts";
import { serve } from "./support/serve.ts";
import { snapshotFolder } from "./support/snapshot-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

const tiny = createTinyDocument({ paths: { "/a": { get: createTinyOperation({ summary: "A" }) } } });
// Odd spacing: the text is the vendor's, byte for byte.
const text = JSON.stringify(tiny, null, 3);

const take = captureOutput();

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
    date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
    structure: expect.stringMatching(/^[0-9a-f]{64}$/u),
    operations: 1,
    tool: expect.stringMatching(/^@just-one\/spec-sync@\d/u),
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
  ["a missing page", (_request, response) => response.writeHead(404).end(), /: answered 404/u],
  ["HTML", (_request, response) => response.end("<!doctype html>"), /:1:1: not JSON/u],
  [
    "another host",
    (_request, response) => response.writeHead(302, { location: "https://docs.example" }).end(),
    /another host/u,
  ],
  ["a keyword nobody knows", (_request, response) => response.end(text.replace("summary", "sumary")), /"sumary"/u],
])("%s leaves document and lock as they were", async (_name, listener, message) => {
  const project = await makeProject();
  const before = await snapshotFolder(dirname(project.document));
  const origin = await serve(listener);
  await expect(pull(["--from", `${origin}/openapi.json`], project)).rejects.toThrow(message);
  expect(await snapshotFolder(dirname(project.document))).toEqual(before);
});

/** Serves one document at a time, with a mark of its bytes, and counts how often it had to send them. */
async function servePublisher(): Promise<{ url: string; publish: (body: string) => void; sent: string[] }> {
  let current = "";
  const sent: string[] = [];
  const origin = await serve((request, response) => {
    const etag = `"${current.length}"`;
    if (request.url !== "/openapi.json") return response.writeHead(404).end();
    if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
    sent.push(current);
    return response.writeHead(200, { etag }).end(current);
  });
  return { url: `${origin}/openapi.json`, publish: (body) => void (current = body), sent };
}

test("what is known already is not sent again, and only the lock learns of the visit", async () => {
  const project = await makeProject();
  const { url, publish, sent } = await servePublisher();
  publish(text);
  await pull(["--from", url], project);
  const { [project.lock]: before, ...others } = await snapshotFolder(dirname(project.document));
  const lock = await readLock(project.lock);
  expect(await pull(["--from", url], project)).toBe(0);
  expect(sent).toHaveLength(1);
  const { [project.lock]: after, ...othersNow } = await snapshotFolder(dirname(project.document));
  expect(othersNow).toEqual(others);
  expect(after).not.toEqual(before);
  expect(await readLock(project.lock)).toEqual({ ...lock, date: expect.stringMatching(/Z$/u) });
  expect(take("stderr")).toContain("spec pull: nothing structural changed, 1 operations\n");
});

test("other words touch nothing but the lock, which still fits the document and asks for the new words again", async () => {
  const project = await makeProject();
  const { url, publish, sent } = await servePublisher();
  publish(text);
  await pull(["--from", url], project);
  const lock = await readLock(project.lock);
  const reworded = text.replace('"A"', '"Another title"');
  publish(reworded);
  expect(await pull(["--from", url], project)).toBe(0);
  expect(await readFile(project.document, "utf8")).toBe(text);
  expect(await readLock(project.lock)).toEqual({ ...lock, date: expect.stringMatching(/Z$/u) });
  expect(take("stderr")).toContain("only words or extensions differ");
  await pull(["--from", url], project);
  expect(sent).toEqual([text, reworded, reworded]);
});

test("marks of one address are never sent to another", async () => {
  const project = await makeProject();
  const [one, other] = [await servePublisher(), await servePublisher()];
  for (const { publish } of [one, other]) publish(text);
  await pull(["--from", one.url], project);
  await pull(["--from", other.url], project);
  expect(other.sent).toEqual([text]);
});

test("a guard stops with what, how many and its flag, changes nothing, and lets pass with the flag", async () => {
  const project = await makeProject();
  const file = join(dirname(project.document), "from.json");
  await writeFile(file, text);
  await pull(["--from", file], project);
  const before = await snapshotFolder(dirname(project.document));
  await writeFile(
    `${file}.next`,
    JSON.stringify(createTinyDocument({ paths: { "/b": { get: createTinyOperation() } } })),
  );
  expect(await pull(["--from", `${file}.next`], project)).toBe(1);
  expect(take("stderr")).toMatch(
    /^spec pull: stopped, nothing was changed: 1 of 1 operations are gone: .*--accept-operations-gone$/mu,
  );
  expect(await snapshotFolder(dirname(project.document))).toMatchObject(before);
  expect(await pull(["--from", `${file}.next`, "--accept-operations-gone", "--accept-document-shrunk"], project)).toBe(
    0,
  );
  expect((await readLock(project.lock))["source"]).toBe("from.json.next");
});

test("the project's own stand-in gives way to whatever is pulled first", async () => {
  const project = await makeProject();
  const file = join(dirname(project.document), "from.json");
  await writeFile(file, text);
  expect((await readLock(project.lock))["placeholder"]).toBe(true);
  expect(await pull(["--from", file], project)).toBe(0);
  expect(await readLock(project.lock)).not.toHaveProperty("placeholder");
});

const chinese = JSON.stringify(
  createTinyDocument({ paths: { "/a": { get: createTinyOperation({ summary: "甲", "x-search-aliases": ["乙"] }) } } }),
);

test.each<[string, string, string]>([
  ["of the same structure gives its words", chinese, ""],
  [
    "of another structure is reported, and gives its words all the same",
    chinese.replace('"get"', '"put":{"responses":{}},"get"'),
    "the Chinese twin is built otherwise",
  ],
])("a Chinese twin %s", async (_name, twin, report) => {
  const project = await makeProject();
  const origin = await serve((request, response) => response.end(request.url === "/openapi-zh.json" ? twin : text));
  expect(await pull(["--from", `${origin}/openapi.json`], project)).toBe(0);
  expect(JSON.parse(await readFile(project.chinese, "utf8"))).toMatchObject({ "GET /a": ["甲", "乙"] });
  expect(await readFile(project.document, "utf8")).toBe(text);
  expect(take("stderr")).toContain(report);
});

test("without a Chinese twin the pull succeeds, and says so", async () => {
  const project = await makeProject();
  const { url, publish } = await servePublisher();
  publish(text);
  expect(await pull(["--from", url], project)).toBe(0);
  expect(take("stderr")).toMatch(/no Chinese twin \(.*openapi-zh\.json: answered 404/u);
});
