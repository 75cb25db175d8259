import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { listPackages } from "../src/packages/list-packages.ts";
import { runTool } from "../src/run-tool.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const list = new URL("../../../docs/run-time-dependencies.md", import.meta.url);

/** Licences that ask for nothing but their own text. */
const permissive = /^\(?(?:0BSD|Apache-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|CC0-1\.0|ISC|MIT|Python-2\.0|Unlicense)\b/u;

interface Dependency {
  readonly name: string;
  readonly license: string;
}

async function listDependencies(): Promise<Dependency[]> {
  const filters = (await listPackages(root)).flatMap(({ manifest }) => ["--filter", manifest.name]);
  const { stdout } = await runTool(["pnpm", ...filters, "licenses", "list", "--prod", "--json"], { cwd: root });
  // Safe: pnpm documents this output.
  const dependencies = Object.values(JSON.parse(stdout) as Record<string, Dependency[]>).flat();
  return dependencies.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

test("every run-time dependency of what is published is listed, with a licence that asks for nothing", async () => {
  const dependencies = await listDependencies();
  expect(dependencies.filter(({ license }) => !permissive.test(license))).toEqual([]);
  const rows = dependencies.map(({ name, license }) => `- ${name}: ${license}`);
  const head =
    "What comes along with the published packages at run time, and its licences. Written by\n`vitest run -u` in `tooling/release`, which fails on a licence that is not permissive.\n";
  await expect(`# Run-time dependencies\n\n${head}\n${rows.join("\n")}\n`).toMatchFileSnapshot(fileURLToPath(list));
});

describe("known vulnerabilities", async () => {
  const advisories = await readAdvisories();
  test.skipIf(advisories === undefined)(
    `each finding of pnpm audit is explained${advisories === undefined ? " (skipped: the registry answers no audits)" : ""}`,
    async () => {
      const file = new URL("../accepted-advisories.json", import.meta.url);
      // Safe: the test is about this file, and fails when it is something else.
      const accepted = JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
      expect(advisories).toEqual(Object.keys(accepted).toSorted());
      expect(Object.values(accepted).filter((reason) => reason.length < 40)).toEqual([]);
    },
  );
});

/** The advisories that pnpm audit names, in order; undefined where the registry does not answer. */
async function readAdvisories(): Promise<string[] | undefined> {
  // It exits with 1 both when it finds something and when the registry does not answer: only what it prints tells.
  const run = promisify(execFile)("pnpm", ["audit", "--json"], { cwd: root, timeout: 20_000, maxBuffer: 1e8 });
  const text = await run.then(
    ({ stdout }) => stdout,
    (error: unknown) => String(Reflect.get(Object(error), "stdout")),
  );
  if (!text.trimStart().startsWith("{")) return undefined;
  return [...new Set(text.match(/GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}/gu))].toSorted();
}
