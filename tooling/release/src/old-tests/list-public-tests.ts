import { glob, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";

/** The tests of a package: those that use it as callers do, and those that reach into its sources. */
export interface SortedTests {
  readonly public: string[];
  readonly internal: string[];
}

/**
 * Sorts the tests of a package by what they import, themselves or through their helpers. Only those that leave its sources
 * alone can be asked to pass against a later version: sources may move at any time.
 * @param standIns sources that count as published, for the build takes their place: `src/main.ts`
 */
export async function listPublicTests(folder: string, standIns: readonly string[] = []): Promise<SortedTests> {
  const tests: SortedTests = { public: [], internal: [] };
  for await (const file of glob("test/**/*.{test,test-d}.ts", { cwd: folder })) {
    const walk = { folder, standIns, isAboutTypes: file.endsWith(".test-d.ts"), seen: new Set<string>() };
    tests[(await usesNoSources(join(folder, file), walk)) ? "public" : "internal"].push(file);
  }
  return { public: tests.public.toSorted(), internal: tests.internal.toSorted() };
}

interface Walk {
  readonly folder: string;
  readonly standIns: readonly string[];
  readonly isAboutTypes: boolean;
  readonly seen: Set<string>;
}

async function usesNoSources(file: string, walk: Walk): Promise<boolean> {
  if (walk.seen.has(file)) return true;
  walk.seen.add(file);
  const path = relative(walk.folder, file).replaceAll("\\", "/");
  if (path.startsWith("src/")) return isStandIn(path, walk.standIns);
  const text = await readFile(file, "utf8").catch(() => "");
  const code = walk.isAboutTypes ? text : text.replaceAll(/^import type [^;]*;/gmu, ""); // gone when it runs
  // A path in a string counts as much as an import: tests hand sources to workers and other processes.
  for (const [, found = ""] of code.matchAll(/["'`](\.\.?\/[^"'`\n]+)["'`]/gu)) {
    if (!(await usesNoSources(resolve(dirname(file), found), walk))) return false;
  }
  return true;
}

/** A helper that fills in the name, `src/${file}`, starts a command: of those there are only stand-ins and what calls them. */
function isStandIn(path: string, standIns: readonly string[]): boolean {
  return standIns.includes(path) || (standIns.length > 0 && /^src\/\$\{\w+\}$/u.test(path));
}
