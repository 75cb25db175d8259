import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readmes = ["README.md", "packages/*/README.md", "apps/*/README.md", "docs/using/*.md"];
const programs = ["examples/*.ts", "examples/using/*.ts", "packages/*/examples/*.ts", "tooling/consumers/*/*.js"];

async function readAll(patterns: readonly string[]): Promise<[file: string, text: string][]> {
  const files = globSync(patterns, { cwd: root });
  return Promise.all(files.toSorted().map(async (file) => [file, await readFile(`${root}${file}`, "utf8")]));
}

test("every TypeScript and JavaScript block of every README is part of a program that is run, by the tests or as a consumer", async () => {
  const sources = (await readAll(programs)).map(([, text]) => text);
  for (const [file, text] of await readAll(readmes)) {
    for (const [, block = ""] of text.matchAll(/^```[jt]s\n([^]*?)^```$/gm)) {
      const isFound = sources.some((source) => source.includes(block));
      expect(isFound, `${file} shows a block that is in no example:\n${block}`).toBe(true);
    }
  }
});
