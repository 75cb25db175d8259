import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createPlayer } from "@just-one/testing";

async function writeRecordings(files: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-player-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const operation = "GET /api/things/v1";

test("a recording with parameters answers its own call, one without any call of its operation", async () => {
  const folder = await writeRecordings({
    "a.json": { operation, params: { id: 7, tags: ["x", "y"] }, httpStatus: 429, example: { code: 302 } },
    "b.json": { operation, example: { code: 0, data: "any" } },
    "notes.txt": "no recording",
  });
  const player = await createPlayer(folder);
  const own = await player.fetch("http://host/api/things/v1?tags=x&tags=y&id=7&token=t");
  expect([own.status, await own.json()]).toEqual([429, { code: 302 }]);
  const any = await player.fetch("http://host/api/things/v1?id=8&token=t");
  expect([any.status, await any.json()]).toEqual([200, { code: 0, data: "any" }]);
  expect(player.unknown).toEqual([]);
});

test("an unknown call is refused, named, and never sent", async () => {
  const folder = await writeRecordings({ "a.json": { operation, params: { id: "7" }, example: { code: 0 } } });
  const player = await createPlayer(folder);
  const reply = await player.fetch("http://127.0.0.1:9/api/things/v1?id=8&token=marked-token-for-tests");
  expect([reply.status, await reply.json()]).toMatchObject([
    400,
    { code: 400, message: `${folder} holds no recording of ${operation} with {"id":"8"}` },
  ]);
  expect(player.unknown).toEqual([{ operation, params: { id: "8" } }]);
});

test("a caller that has given up gets no reply", async () => {
  const player = await createPlayer(await writeRecordings({ "a.json": { operation, example: { code: 0 } } }));
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(player.fetch("http://host/api/things/v1", { signal })).rejects.toThrow("enough");
});

test.each([
  ["no recording at all", {}, "holds no recordings"],
  ["a file that is no JSON", { "a.json": "{" }, "a.json: no recorded reply"],
  ["a list", { "a.json": [1] }, "a.json: no recorded reply"],
  ["a file without an envelope", { "a.json": { operation } }, "a.json: no recorded reply"],
  ["an impossible status", { "a.json": { operation, example: {}, httpStatus: 1000 } }, 'a.json: "httpStatus"'],
])("a folder with %s is refused with a sentence", async (_, files, message) => {
  await expect(createPlayer(await writeRecordings(files))).rejects.toThrow(message);
});
