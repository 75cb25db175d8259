import { glob, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";

/** The tests of a package: those that use it as callers do, and those that reach into its sources. */
export interface SortedTests {
  readonly public: string[];
  readonly internal: string[];
}

/**
 * Sorts the tests of a package by what they import, themselves or through their helpers. Only those that leave its sources
 * alone can be asked to pass against a later version: sources may move at any time.
 */
export async function listPublicTests(folder: string): Promise<SortedTests> {
  const tests: SortedTests = { public: [], internal: [] };
  for await (const file of glob("test/**/*.{test,test-d}.ts", { cwd: folder })) {
    const isPublic = await usesNoSources(join(folder, file), { folder, seen: new Set() });
    tests[isPublic ? "public" : "internal"].push(file);
  }
  return { public: tests.public.toSorted(), internal: tests.internal.toSorted() };
}

async function usesNoSources(file: string, walk: { folder: string; seen: Set<string> }): Promise<boolean> {
  if (walk.seen.has(file)) return true;
  walk.seen.add(file);
  if (relative(walk.folder, file).split(sep)[0] === "src") return false;
  const text = await readFile(file, "utf8").catch(() => "");
  // A path in a string counts as much as an import: tests hand sources to workers and other processes.
  for (const [, path = ""] of text.matchAll(/["'`](\.\.?\/[^"'`\n]+)["'`]/gu)) {
    if (!(await usesNoSources(resolve(dirname(file), path), walk))) return false;
  }
  return true;
}
