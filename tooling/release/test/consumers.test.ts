import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { listConsumers } from "../src/consumers/list-consumers.ts";
import { listPackages } from "../src/packages/list-packages.ts";

// They are tried by `pnpm consumers`; here is only looked whether all of them are there, and as they should be.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const consumers = await listConsumers(root);

test("there is a consumer for every place that the packages promise to work in", () => {
  const bundlers = ["esbuild", "rollup", "rspack", "vite", "webpack"];
  const compilers = ["5.6", "5.9", "6.0", "7.0"].map((version) => `typescript-${version}`);
  const installers = ["npm", "pnpm", "pnpm-declarations", "yarn-1-node-22", "yarn-4", "yarn-4-pnp"];
  const runners = ["jest", "jest-node-22", "spies", "tsx-commonjs", "vitest-3", "vitest-4", "vitest-5"];
  const others = ["bun", "deno", "lambda", "nestjs", "next-edge", "prism", "undici-7", "workers"];
  const names = [...bundlers, ...compilers, ...installers, ...runners, ...others];
  expect(consumers.map(({ name }) => name)).toEqual(names.toSorted());
});

test("README.md says of each what it proves", async () => {
  const text = await readFile(join(root, "tooling/consumers/README.md"), "utf8");
  const rows = [...text.matchAll(/^\| `([\w.-]+)` +\| (.+?) +\|$/gm)].map(([, name, proves]) => [name, proves]);
  expect(rows).toEqual(consumers.map(({ name, proves }) => [name, proves]));
});

test.for(["npm", "pnpm", "yarn-1-node-22", "yarn-4"])("%s installs every package that is published", async (name) => {
  const text = await readFile(join(root, "tooling/consumers", name, "package.json"), "utf8");
  const names = (await listPackages(root)).map(({ manifest }) => manifest.name);
  expect(names.filter((published) => !text.includes(`"${published}": "latest"`))).toEqual([]);
});

test.for(consumers)("$name pins what others publish, and has everything it says", async (consumer) => {
  const { name, folder, proves, programs } = consumer;
  expect(proves).toMatch(/^.{20,160}\.$/u);
  // Safe: the test is about what it is.
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
  expect(manifest).toMatchObject({ name: `consumer-${name}`, private: true, scripts: { prove: expect.any(String) } });
  const dependencies = Object.entries<unknown>(Object(manifest["dependencies"]));
  const loose = dependencies.filter(([dependency, version]) =>
    dependency.startsWith("@just-one/") ? version !== "latest" : !/^\d+\.\d+\.\d+$/u.test(String(version)),
  );
  expect(loose).toEqual([]);
  expect(programs.filter((program) => !existsSync(program))).toEqual([]);
});
