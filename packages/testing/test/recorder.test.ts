import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPlayer, createRecorder, type Recorder, type RecorderOptions } from "@just-one/testing";

const token = "marked-token+for/tests=ü";
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "just-one-recorder-"));
});
afterAll(() => rm(root, { recursive: true }));

let count = 0;
function createTestRecorder(
  reply: string | (() => Response),
  options: Partial<RecorderOptions> = {},
): Recorder & { readonly folder: string; readonly problems: string[] } {
  const folder = join(root, String((count += 1)));
  const problems: string[] = [];
  const recorder = createRecorder({
    folder,
    fetch: () => Promise.resolve(typeof reply === "string" ? new Response(reply) : reply()),
    onProblem: ({ message }) => problems.push(message),
    ...options,
  });
  return { ...recorder, folder, problems };
}

function createUrl(params: Record<string, string> = {}): string {
  return `http://host/api/things/get/v1?${new URLSearchParams({ ...params, token }).toString()}`;
}

async function readOnly(folder: string): Promise<string> {
  const [name, ...others] = await readdir(folder);
  expect(others).toEqual([]);
  return readFile(join(folder, name ?? ""), "utf8");
}

test("the caller gets the reply as it came, and the disk a trimmed copy with its long integers whole", async () => {
  const body = `{"code":0,"data":{"id":7048929565493690398,"rate":1.50,"list":[1,2,3],"text":"${"é".repeat(300)}"},"message":null}`;
  const recorder = createTestRecorder(body);
  const reply = await recorder.fetch(createUrl({ id: "7048929565493690398" }));
  expect(await reply.text()).toBe(body);
  const text = await readOnly(recorder.folder);
  expect(text).toContain('"id": 7048929565493690398,');
  expect(text).toContain('"rate": 1.50,');
  expect(JSON.parse(text)).toMatchObject({
    operation: "GET /api/things/get/v1",
    params: { id: "7048929565493690398" },
    httpStatus: 200,
    example: { code: 0, data: { list: [1, 2], text: `${"é".repeat(199)}…` } },
  });
  expect(recorder.files).toHaveLength(1);
  expect(recorder.files[0]).toMatch(/things\.get\.v1\.[\da-f]{8}\.json$/);
});

test("nothing that lets somebody in, or reaches somebody, gets onto the disk", async () => {
  const spellings = [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1)];
  const data = {
    echoed: spellings,
    encoded: Buffer.from(token).toString("base64"),
    [token]: 1,
    session_key: "marked-session",
    phone: 13_800_000_000,
    cookies: { a: ["marked-cookie"] },
    link: "https://cdn.example/a.jpg?x-signature=marked-signature&size=1",
    mail: "write to marked.person@example.com",
    nextPageToken: "cursor-7",
  };
  const recorder = createTestRecorder(JSON.stringify({ code: 0, message: `bad token ${token}`, data }), {
    maxItems: 9,
  });
  await recorder.fetch(createUrl({ q: token }));
  const text = await readOnly(recorder.folder);
  expect(text).not.toMatch(/marked|13800000000/);
  expect(text).toContain("cursor-7");
  // Safe: it was written by the recorder.
  const { example } = JSON.parse(text) as { example: { data: Record<string, unknown> } };
  expect(example.data).toMatchObject({
    session_key: "[redacted]",
    phone: 0,
    link: "https://cdn.example/a.jpg?x-signature=[redacted]&size=1",
    mail: "write to [redacted]",
  });
});

test("a token in a form is seen and taken out, too", async () => {
  const recorder = createTestRecorder(JSON.stringify({ code: 0, data: token }));
  const body = new URLSearchParams({ token, cursor: "1" });
  await recorder.fetch("http://host/api/form/v1", { method: "POST", body });
  await recorder.fetch(new Request("http://host/api/form/v1", { method: "POST", body }));
  const text = await readOnly(recorder.folder);
  expect(text).not.toContain("marked");
  expect(JSON.parse(text)).toMatchObject({ operation: "POST /api/form/v1", params: { cursor: "1" } });
});

test("whatever the token and wherever the reply repeats it, no recording holds it", async () => {
  const text = fc.string({ unit: "grapheme", minLength: 8, maxLength: 20 }).filter((one) => one.trim().length >= 8);
  await fc.assert(
    fc.asyncProperty(text, fc.string(), async (secret, around) => {
      const reply = { code: 0, data: [{ [`${around}${secret}`]: `${secret}${around}` }, secret + secret] };
      const recorder = createTestRecorder(JSON.stringify(reply));
      await recorder.fetch(`http://host/a/v1?${new URLSearchParams({ token: secret, around }).toString()}`);
      for (const file of recorder.files) expect(await readFile(file, "utf8")).not.toContain(secret);
      expect(recorder.files.length + recorder.problems.length).toBe(1);
    }),
    { numRuns: 60 },
  );
});

test("a failure is recorded with its status, replaced by a success, and never replaces one", async () => {
  const replies = [
    new Response('{"code":302,"message":"slow down"}', { status: 429 }),
    new Response('{"code":0,"data":{"n":1}}'),
    new Response('{"code":303}', { status: 429 }),
  ];
  const recorder = createTestRecorder(() => replies.shift() ?? Response.error());
  await recorder.fetch(createUrl());
  expect(JSON.parse(await readOnly(recorder.folder))).toMatchObject({ httpStatus: 429, example: { code: 302 } });
  await recorder.fetch(createUrl());
  await recorder.fetch(createUrl());
  expect(JSON.parse(await readOnly(recorder.folder))).toMatchObject({ httpStatus: 200, example: { data: { n: 1 } } });
});

test.each([
  ["a page", () => new Response("<html>", { status: 502 })],
  ["a reply that is too deep", () => new Response("[".repeat(100_000))],
  ["an object without a code", () => new Response("{}")],
])("%s goes to the caller and not to the disk", async (_, reply) => {
  const recorder = createTestRecorder(reply);
  const got = await recorder.fetch(createUrl());
  expect([got.status, await got.text()]).toEqual([reply().status, await reply().text()]);
  expect(recorder.problems).toEqual(["GET /api/things/get/v1: not recorded, its reply is no envelope"]);
  await expect(readdir(recorder.folder)).rejects.toThrow("ENOENT");
});

test("redirects and empty replies pass through untouched", async () => {
  for (const status of [204, 307]) {
    const recorder = createTestRecorder(() => new Response(null, { status, headers: { location: "/" } }));
    expect((await recorder.fetch(createUrl())).status).toBe(status);
    expect(recorder.problems).toEqual([]);
  }
});

test("a paid reply reaches the caller also when the disk does not take it", async () => {
  const recorder = createTestRecorder('{"code":0,"data":1}', { folder: join(import.meta.filename, "folder") });
  expect(await (await recorder.fetch(createUrl())).json()).toEqual({ code: 0, data: 1 });
  expect(recorder.problems).toHaveLength(1);
});

test("an operation cannot name a file outside the folder", async () => {
  const recorder = createTestRecorder('{"code":0}');
  for (const path of ["/..%2F..%2Fevil", "/.%2e/x", `/${"long/".repeat(100)}`, "/con:a|b", "//"]) {
    await recorder.fetch(`http://host${path}?token=t`);
  }
  expect(await readdir(recorder.folder)).toHaveLength(5);
  for (const name of await readdir(recorder.folder)) expect(name).toMatch(/^[\w-][\w.-]{0,140}\.json$/);
});

test("a player gives the recordings back, and spec infer types them", async () => {
  const recorder = createTestRecorder('{"code":0,"data":{"id":7048929565493690398,"name":"n"}}');
  await recorder.fetch(createUrl({ b: "2", a: "1" }));
  const player = await createPlayer(recorder.folder);
  const reply = await player.fetch(createUrl({ a: "1", b: "2" }));
  expect(await reply.text()).toBe('{"code":0,"data":{"id":7048929565493690398,"name":"n"}}');

  const spec = join(import.meta.dirname, "../../spec-sync/src/main.ts");
  const output = join(root, "types.overlay.yaml");
  const args = ["--conditions=@just-one/source", spec, "infer", recorder.folder, "--output", output];
  const { stderr } = await promisify(execFile)(process.execPath, args);
  expect(stderr).toContain("1 operations typed from 1 examples");
  expect(await readFile(output, "utf8")).toContain("/api/things/get/v1");
});
