import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeFolder } from "../src/make-folder.ts";

function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), "just-one-folders-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

test("a folder is made with those above it, and left alone where it stands", () => {
  const folder = join(makeHome(), "a/b/c");
  makeFolder(folder, 0o700);
  makeFolder(folder, 0o700);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test("what is no folder is no place for one", () => {
  const file = join(makeHome(), "file");
  writeFileSync(file, "");
  expect(() => makeFolder(file)).toThrow(expect.objectContaining({ code: "ENOTDIR" }));
  expect(() => makeFolder(join(file, "a"))).toThrow(expect.objectContaining({ code: "ENOTDIR" }));
});

test.skipIf(!existsSync("/proc/self"))(
  "below /proc it ends with the system's error, where Node would try for ever",
  () => {
    expect(() => makeFolder("/proc/just-one/a/b")).toThrow(expect.objectContaining({ code: "ENOENT" }));
  },
);
