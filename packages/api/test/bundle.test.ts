import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";

const source = (file: string): string => JSON.stringify(fileURLToPath(new URL(`../src/${file}`, import.meta.url)));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "just-one-bundle-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function bundle(code: string): Promise<string> {
  const entry = join(folder, "entry.ts");
  await writeFile(entry, code);
  const build = await rolldown({ input: entry });
  const { output } = await build.generate({ format: "esm", minify: true });
  await build.close();
  return output[0].code;
}

test("a bundle that names types only is empty", async () => {
  const code = await bundle(
    `import type { Operations } from ${source("index.ts")}; export type Keys = keyof Operations;`,
  );
  expect(code.replace(/export\s*\{\s*\};?/u, "").trim()).toBe("");
});

test("a bundle that names the one operation of this package stays small", async () => {
  const name = "getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1";
  const code = await bundle(`import { ${name} } from ${source("generated/catalog.ts")}; console.log(${name});`);
  expect(code.length).toBeLessThan(3_000);
});

test("a bundle that names no validator carries none, and one that names one carries the checker with it", async () => {
  const file = source("generated/validators.ts");
  expect((await bundle(`import ${file};`)).trim()).toBe("");
  const name = "getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1";
  const code = await bundle(`import { ${name} } from ${file}; console.log(${name}.check({}));`);
  expect(code.length).toBeLessThan(4_000);
  expect(code).not.toMatch(/\beval\b|new Function/);
});
