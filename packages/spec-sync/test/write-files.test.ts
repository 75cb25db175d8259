import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFiles } from "../src/write-files.ts";
import { snapshotFolder } from "./support/snapshot-folder.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";

test("files and their folders are made", async () => {
  const folder = await makeTemporaryFolder();
  await writeFiles([{ path: join(folder, "a/b/one.txt"), text: "1" }]);
  expect(await readFile(join(folder, "a/b/one.txt"), "utf8")).toBe("1");
  expect(await readdir(join(folder, "a/b"))).toEqual(["one.txt"]);
});

test("a file that says the same already is not touched", async () => {
  const folder = await makeTemporaryFolder();
  const path = join(folder, "one.txt");
  await writeFile(path, "1");
  await utimes(path, 1, 1);
  await writeFiles([{ path, text: "1" }]);
  expect((await stat(path)).mtimeMs).toBe(1000);
});

test.each([
  ["a folder stands where a file shall", "taken"],
  ["a file stands where a folder shall", "first.txt/second.txt"],
])("nothing changes when %s", async (_name, target) => {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, "first.txt"), "before");
  await mkdir(join(folder, "taken"));
  const before = await snapshotFolder(folder);
  const writing = writeFiles([
    { path: join(folder, "first.txt"), text: "after" },
    { path: join(folder, target), text: "after" },
  ]);
  await expect(writing).rejects.toThrow(/cannot be written \(\w+\); nothing was changed/u);
  expect(await snapshotFolder(folder)).toEqual(before);
});
