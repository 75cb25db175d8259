import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");

/** Going through the paths of a document, or picking one of them. */
const walk = /Object\.\w+\([^()]*\bpaths\b|\bpaths"?\]?!?(?:\?\.)?\[|\bof [\w.]*\.paths\b/u;

/** Programs that make documents, and read nothing of them. */
const makers = new Set([
  "tooling/bench/src/spec/multiply-operations.ts",
  "tooling/release/src/rehearsal/change-document.ts",
]);

test("no other package walks the paths of a document: what it says is read here alone", () => {
  const files = globSync("{packages,apps,tooling}/*/src/**/*.{ts,tsx}", { cwd: root }).filter(
    (file) => !file.startsWith("packages/document/") && !file.includes("/generated/") && !makers.has(file),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => walk.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("what it looks for is found", () => {
  const found = [
    "Object.entries(document.paths)",
    'document.paths["/a"]',
    'document["paths"]["/a"]',
    "of document.paths)",
  ];
  expect(found.filter((line) => !walk.test(line))).toEqual([]);
});
