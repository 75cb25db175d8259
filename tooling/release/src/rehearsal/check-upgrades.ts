import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { runTool } from "../run-tool.ts";
import { changeDocument, type Change } from "./change-document.ts";
import type { Step } from "./check-consumer.ts";
import { checkTypes } from "./check-types.ts";
import { createConsumer } from "./create-consumer.ts";
import { publishRelease } from "./publish-release.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info";
const typescript = { compiler: "typescript-7", resolution: "nodenext" } as const;
/** Programs that compile with one version and not with another. */
const uses = {
  "plain.ts": createProgram(`${operation}/v1`, `{ oAuthorId: "1" }`),
  "region.ts": createProgram(`${operation}/v1`, `{ oAuthorId: "1", region: "north" }`),
  "added.ts": createProgram(`${operation}/v2`, `{ oAuthorId: "1", region: "north" }`),
};

type Versions = Record<"api" | "core", string>;

/**
 * Releases a breaking, an additive and a no-op update of the document in turn, then a pre-release, and looks at what
 * consumers with `^` ranges get from each: one that began before the break, and one that began after it.
 */
export async function checkUpgrades({
  folder,
  clone,
  npmrc,
  step,
}: {
  folder: string;
  clone: string;
  npmrc: string;
  step: Step;
}): Promise<void> {
  const [before, after] = [join(folder, "began-before"), join(folder, "began-after")];
  await step("a consumer begins with ^0.1.0", () => begin(before, npmrc, "^0.1.0"));
  await step("its program compiles", () => compile(before, "plain.ts"));

  await step("a breaking update makes 1.0.0 of api and core", () =>
    release("breaking", ["api@1.0.0", "core@1.0.0"], ["cli@1.0.0", "otel@1.0.0", "testing@1.0.0"]),
  );
  await step("the consumer with ^0.1.0 stays where it is", () =>
    expectVersions(before, { api: "0.1.0", core: "0.1.0" }),
  );
  await step("its program still compiles", () => compile(before, "plain.ts"));
  await step("another begins with ^1.0.0, and must pass what is required now", async () => {
    await begin(after, npmrc, "^1.0.0");
    await compile(after, "region.ts");
    await refuse(after, "plain.ts");
    await refuse(after, "added.ts");
  });

  await step("an additive update makes 1.1.0 of api and core", () =>
    release("additive", ["api@1.1.0", "core@1.1.0"], []),
  );
  await step("the consumer with ^1.0.0 gets it, and can call what is new", async () => {
    await expectVersions(after, { api: "1.1.0", core: "1.1.0" });
    await compile(after, "region.ts");
    await compile(after, "added.ts");
  });
  await step("the consumer with ^0.1.0 stays where it is", () =>
    expectVersions(before, { api: "0.1.0", core: "0.1.0" }),
  );

  await step("a no-op update releases nothing", () => release("no-op", [], []));
  await step("a pre-release goes to its own tag", preview);
  await step("no range picks up a pre-release", async () => {
    await expectVersions(after, { api: "1.1.0", core: "1.1.0" });
    await expectVersions(before, { api: "0.1.0", core: "0.1.0" });
  });

  async function release(change: Change, required: readonly string[], others: readonly string[]): Promise<void> {
    const document = join(folder, `${change}.json`);
    await changeDocument(join(clone, "openapi/just-one-api.json"), change, document);
    await runTool(["pnpm", "spec", "update", "--from", document], { cwd: clone });
    await runTool(["git", "add", "--all"], { cwd: clone });
    await runTool(["git", "commit", "--quiet", "--allow-empty", "--message", `A ${change} update`], { cwd: clone });
    const published = await publishRelease(clone, { out: join(folder, `pack-${change}`), title: `Release ${change}` });
    const own = [...required, ...others].map((name) => `@just-one/${name}`).toSorted();
    if (!isDeepStrictEqual(published.toSorted(), own)) {
      throw new Error(
        `expected ${own.join(", ") || "nothing"} to be published, but it was ${published.join(", ") || "nothing"}`,
      );
    }
  }

  async function preview(): Promise<void> {
    const text = '---\n"@just-one/core": minor\n---\n\nYou can now try what is coming.\n';
    await writeFile(join(clone, ".changeset/preview.md"), text);
    const published = await publishRelease(clone, {
      out: join(folder, "pack-preview"),
      title: "Preview",
      channel: "preview",
    });
    const isExpected = published.length > 0 && published.every((name) => /@1\.2\.0-preview-\d{14}$/u.test(name));
    if (!isExpected)
      throw new Error(`expected versions 1.2.0-preview-…, but it was ${published.join(", ") || "nothing"}`);
    await runTool(["git", "status", "--short"], { cwd: clone });
  }
}

async function begin(folder: string, npmrc: string, range: string): Promise<void> {
  const dependencies = {
    "@just-one/api": range,
    "@just-one/core": range,
    "typescript-7": "npm:typescript@7.0.2",
    "@types/node": "24.10.1",
  };
  await createConsumer(folder, { npmrc, dependencies });
  for (const [file, text] of Object.entries(uses)) await writeFile(join(folder, file), text);
}

async function expectVersions(folder: string, versions: Versions): Promise<void> {
  await runTool(["pnpm", "update"], { cwd: folder });
  const found: Versions = { api: await readVersion(folder, "api"), core: await readVersion(folder, "core") };
  if (!isDeepStrictEqual(found, versions)) {
    throw new Error(`expected ${JSON.stringify(versions)} after an update, but it is ${JSON.stringify(found)}`);
  }
}

async function readVersion(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, "node_modules/@just-one", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version; // Safe: the package manager has just installed it.
}

async function compile(folder: string, program: string): Promise<void> {
  await checkTypes(folder, { program, ...typescript });
}

async function refuse(folder: string, program: string): Promise<void> {
  const isAccepted = await compile(folder, program).then(
    () => true,
    () => false,
  );
  if (isAccepted) throw new Error(`${program} compiles, though it must not with these versions`);
}

function createProgram(key: string, parameters: string): string {
  return [
    `import { createClient } from "@just-one/core";`,
    `const client = createClient({ token: "marked-token-for-rehearsal" });`,
    `export const { data } = await client.call(${JSON.stringify(key)}, ${parameters});`,
    "",
  ].join("\n");
}
