import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { listPackages } from "../packages/list-packages.ts";
import { runTool } from "../run-tool.ts";
import { changeDocument, operationPath, type Change } from "./change-document.ts";
import type { Step } from "./check-consumer.ts";
import { checkTypes } from "./check-types.ts";
import { createConsumer } from "./create-consumer.ts";
import { publishRelease, type Published } from "./publish-release.ts";

const operation = `GET ${operationPath}`;
const typescript = { compiler: "typescript-7", resolution: "nodenext" } as const;
/** Programs that compile with one version and not with another. */
const uses = {
  "plain.ts": createProgram(`${operation}/v1`, `{ oAuthorId: "1" }`),
  "region.ts": createProgram(`${operation}/v1`, `{ oAuthorId: "1", region: "north" }`),
  "added.ts": createProgram(`${operation}/v2`, `{ oAuthorId: "1", region: "north" }`),
};

/** What a consumer of these tests depends on. */
const dependencies = ["@just-one/api", "@just-one/core"];

/** Where releases are played, and what was published first. */
export interface UpgradeOptions {
  readonly folder: string;
  readonly clone: string;
  readonly npmrc: string;
  readonly published: Published;
  readonly step: Step;
}

/**
 * Releases a breaking, an additive and a no-op update of the document in turn, then a pre-release, and looks at what
 * consumers with `^` ranges get from each: one that began before the break, and one that began after it.
 */
export async function checkUpgrades({ folder, clone, npmrc, published, step }: UpgradeOptions): Promise<void> {
  const [before, after] = [join(folder, "began-before"), join(folder, "began-after")];
  const first = pick(published, dependencies);
  const next = 1 + Math.max(...Object.values(published).map((version) => Number.parseInt(version, 10)));
  const major = setVersions(dependencies, `${next}.0.0`);
  const minor = setVersions(dependencies, `${next}.1.0`);

  await step("a consumer begins with a ^ range, and its program compiles", async () => {
    await begin(before, npmrc, first);
    await compile(before, "plain.ts");
  });

  const onApi = await listStanding(clone);
  await step(`a breaking update makes ${next}.0.0 of everything that stands on api`, () =>
    release("breaking", setVersions(onApi, `${next}.0.0`)),
  );
  await step("the consumer stays where it is, and still compiles", async () => {
    await expectVersions(before, first);
    await compile(before, "plain.ts");
  });
  await step(`another begins with ^${next}.0.0, and must pass what is required now`, async () => {
    await begin(after, npmrc, major);
    await compile(after, "region.ts");
    await refuse(after, "plain.ts");
    await refuse(after, "added.ts");
  });

  await step(`an additive update makes ${next}.1.0 of api and core`, () => release("additive", minor));
  await step(`the consumer with ^${next}.0.0 gets it, and can call what is new`, async () => {
    await expectVersions(after, minor);
    await compile(after, "region.ts");
    await compile(after, "added.ts");
  });
  await step("the first consumer stays where it is", () => expectVersions(before, first));

  await step("a no-op update releases nothing", () => release("no-op", {}));
  await step("a pre-release goes to its own tag, and no range picks it up", async () => {
    await preview();
    await expectVersions(after, minor);
    await expectVersions(before, first);
  });

  async function release(change: Change, expected: Published): Promise<void> {
    const document = join(folder, `${change}.json`);
    await changeDocument(join(clone, "openapi/just-one-api.json"), change, document);
    await runTool(["pnpm", "spec", "update", "--from", document], { cwd: clone });
    await runTool(["git", "add", "--all"], { cwd: clone });
    await runTool(["git", "commit", "--quiet", "--allow-empty", "--message", `A ${change} update`], { cwd: clone });
    const found = await publishRelease(clone, { out: join(folder, `pack-${change}`), title: `Release ${change}` });
    expectEqual(found, expected, "published");
  }

  async function preview(): Promise<void> {
    const text = '---\n"@just-one/core": minor\n---\n\nYou can now try what is coming.\n';
    await writeFile(join(clone, ".changeset/preview.md"), text);
    const out = join(folder, "pack-preview");
    const found = await publishRelease(clone, { out, title: "Preview", channel: "preview" });
    const stem = `${next}.2.0-preview-`;
    const versions = Object.entries(found).map(([name, version]) => [name, version.replace(/\d{14}$/u, "")]);
    expectEqual(Object.fromEntries(versions), setVersions(Object.keys(found), stem), "published");
    if (found["@just-one/core"] === undefined) throw new Error("the pre-release holds no @just-one/core");
  }
}

/** `api` and whatever is installed with one of ours. What reads documents only, or is one bundled file, stands by itself. */
async function listStanding(clone: string): Promise<string[]> {
  const packages = await listPackages(clone);
  const standing = packages.filter(
    ({ manifest }) =>
      manifest.name === "@just-one/api" ||
      Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).some((name) =>
        name.startsWith("@just-one/"),
      ),
  );
  return standing.map(({ manifest }) => manifest.name);
}

async function begin(folder: string, npmrc: string, versions: Published): Promise<void> {
  const own = Object.entries(versions).map(([name, version]) => [name, `^${version}`]);
  const tools = { "typescript-7": "npm:typescript@7.0.2", "@types/node": "24.10.1" };
  await createConsumer(folder, { npmrc, dependencies: { ...Object.fromEntries(own), ...tools } });
  for (const [file, text] of Object.entries(uses)) await writeFile(join(folder, file), text);
}

async function expectVersions(folder: string, expected: Published): Promise<void> {
  await runTool(["pnpm", "update"], { cwd: folder });
  const found: Published = {};
  for (const name of dependencies) {
    const text = await readFile(join(folder, "node_modules", name, "package.json"), "utf8");
    found[name] = (JSON.parse(text) as { version: string }).version; // Safe: the package manager has just installed it.
  }
  expectEqual(found, expected, "installed");
}

function expectEqual(found: Published, expected: Published, what: string): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Error(`expected ${JSON.stringify(expected)} to be ${what}, but it is ${JSON.stringify(found)}`);
}

function setVersions(names: readonly string[], version: string): Published {
  return Object.fromEntries(names.map((name) => [name, version]));
}

function pick(published: Published, names: readonly string[]): Published {
  return Object.fromEntries(Object.entries(published).filter(([name]) => names.includes(name)));
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
