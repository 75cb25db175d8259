import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildCore } from "./support/runtimes/build-suite.ts";

test.each(["index.js", "lean.js", "xingtu.js"])("the built %s imports nothing of Node's", async (entry) => {
  const folder = await buildCore({ dts: false });
  const { files, packages } = await follow(folder, entry);
  expect(packages.filter((name) => !allowed.has(name))).toEqual([]);
  const sources = await Promise.all([...files].map((file) => readFile(join(folder, file), "utf8")));
  expect(sources.join("\n")).not.toMatch(/\b(?:require|Buffer|__dirname|import\.meta\.dirname)\b *[(.]/);
});

test("the scan sees what only the Node entry may import", async () => {
  const { packages } = await follow(await buildCore({ dts: false }), "node.js");
  expect(packages.filter((name) => name.startsWith("node:"))).not.toEqual([]);
});

const allowed = new Set(["openapi-fetch", "@just-one/api/catalog", "@just-one/api/validators"]);

/** Follows every import from an entry through the build: the files it comes to, and the packages it leaves for. */
async function follow(folder: string, entry: string): Promise<{ files: Set<string>; packages: string[] }> {
  const present = new Set(await readdir(folder));
  const files = new Set([entry]);
  const packages = new Set<string>();
  for (const file of files) {
    const source = await readFile(join(folder, file), "utf8");
    for (const [, name = ""] of source.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g)) {
      const local = name.replace(/^\.\//, "");
      if (present.has(local)) files.add(local);
      else packages.add(name);
    }
  }
  return { files, packages: [...packages] };
}
