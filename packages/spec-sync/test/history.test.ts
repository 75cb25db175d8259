import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProjectPaths, type ProjectPaths } from "../src/project-paths.ts";
import { run as build } from "../src/verbs/build.ts";
import { run as check } from "../src/verbs/check.ts";
import { run as pull } from "../src/verbs/pull.ts";
import { run as update } from "../src/verbs/update.ts";
import { loadCatalog } from "./support/build-document.ts";
import { captureOutput } from "./support/capture-output.ts";
import { makeRepository } from "./support/make-repository.ts";
import { runTool } from "./support/run-tool.ts";
import { snapshotFolder } from "./support/snapshot-folder.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";
import { writeCalls } from "./support/write-calls.ts";

interface Step {
  from: string;
  to: string;
  level: "none" | "patch" | "minor" | "major";
  operationsAfter: number;
}

const folder = join(vendorFolder, "history");
const steps: readonly Step[] = hasVendorFolder ? JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) : [];
const nameStep = (step: Step): [string, string, Step["level"], Step] => [
  step.from.slice(0, 2),
  step.to.slice(0, 2),
  step.level,
  step,
];
const acceptAll = [
  "--accept-operations-gone",
  "--accept-servers-changed",
  "--accept-envelope-changed",
  "--accept-document-shrunk",
  "--accept-token-moved",
];

describe.skipIf(!hasVendorFolder)("the steps the vendor took (JUST_ONE_VENDOR_DIR)", () => {
  const take = captureOutput();
  let root: string;
  let project: ProjectPaths;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "just-one-history-"));
    await makeRepository(root);
    await runTool("git", ["init", "--quiet"], root);
    project = createProjectPaths(root);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  /** Takes a document over, as if nothing had been released yet. */
  async function startFrom(from: string): Promise<void> {
    const changesets = (await readdir(project.changesets)).filter((name) => name.endsWith(".md"));
    const left = [project.document, project.lock, project.tombstones];
    for (const path of [...left, ...changesets.map((name) => join(project.changesets, name))]) {
      await rm(path, { force: true });
    }
    await pull(["--from", join(folder, from)], project);
    take("stdout");
    take("stderr");
  }

  /** Brings the whole repository to the state before a step. */
  async function goBefore(from: string): Promise<void> {
    await startFrom(from);
    await build([], project);
    for (const name of ["api", "core"]) {
      const file = join(root, "packages", name, "package.json");
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace(/"version": "[^"]*"/u, '"version": "1.0.0"'));
      await rm(join(root, "packages", name, "CHANGELOG.md"), { force: true });
    }
    take("stdout");
    take("stderr");
  }

  test.each(steps.filter(({ level }) => level === "none").map(nameStep))(
    "%s to %s is none: nothing is printed and nothing changes, but for what is hidden",
    async (_from, _to, _level, { from, to }) => {
      await startFrom(from);
      const before = await snapshotFolder(join(root, "openapi"));
      expect(await update(["--from", join(folder, to)], project)).toBe(0);
      const isHiding = (await listHidden(from)).join() !== (await listHidden(to)).join();
      expect(take("stderr")).toBe("");
      expect(take("stdout").slice(0, 9)).toBe(isHiding ? "**patch: " : "");
      expect(await readLevels()).toEqual(isHiding ? { "@just-one/api": "patch" } : {});
      const after = await snapshotFolder(join(root, "openapi"));
      expect(Object.keys(after).some((file) => after[file] !== before[file])).toBe(isHiding);
    },
  );

  test.each(steps.filter(({ level }) => level !== "none").map(nameStep))(
    "%s to %s is %s: changesets, changelogs, builds, and programs written before it",
    async (_from, _to, level, { from, to, operationsAfter }) => {
      await goBefore(from);
      const { catalog } = await loadCatalog(await readFile(join(project.generated, "catalog.ts"), "utf8"));
      await writeFile(join(root, "consumer/calls.ts"), writeCalls(catalog));

      expect(await update(["--from", join(folder, to), ...acceptAll], project)).toBe(0);
      const summary = take("stdout");
      expect(summary).toMatch(new RegExp(`^\\*\\*${level}: `, "u"));
      expect(summary.length).toBeLessThanOrEqual(60_000);
      expect(await readFile(project.document, "utf8")).toBe(await readFile(join(folder, to), "utf8"));
      const after = await loadCatalog(await readFile(join(project.generated, "catalog.ts"), "utf8"));
      expect(after.catalog.filter((entry) => !("removed" in entry))).toHaveLength(operationsAfter);
      expect(await readLevels()).toEqual(
        level === "patch" ? { "@just-one/api": level } : { "@just-one/api": level, "@just-one/core": level },
      );
      expect(await check([], project)).toBe(0);
      expect(await update(["--from", join(folder, to), ...acceptAll], project)).toBe(0);
      expect(take("stdout")).toBe("");

      if (level === "major") await rm(join(root, "consumer/calls.ts"));
      // Its settings hold core's sources, too, which are all that core is built from: that is tried once, below.
      await runTool("tsc", ["-p", "consumer"], root);
      await runTool("tsdown", ["--log-level", "error"], join(root, "packages/api"));

      await runTool("changeset", ["version"], root);
      expect(await readVersion("api")).toBe({ none: "1.0.0", patch: "1.0.1", minor: "1.1.0", major: "2.0.0" }[level]);
      const changelog = await readFile(join(root, "packages/api/CHANGELOG.md"), "utf8");
      expect(changelog).toContain(`The vendor's document changed. ${level}: `);
      expect(changelog).toMatch(/`(?:GET|POST) \/api\/[^`]*`|prose changed/u);
    },
  );

  test("47 hidden operations that go at once are stopped, and under tombstones they all still compile", async () => {
    const step = steps.find(({ operationsAfter }) => operationsAfter === 271);
    const [from, to] = [join(folder, step?.from ?? ""), join(folder, step?.to ?? "")];
    await goBefore(step?.from ?? "");
    const before = await snapshotFolder(join(root, "openapi"));
    expect(await update(["--from", to], project)).toBe(1);
    expect(take("stderr")).toMatch(
      /47 of 303 operations are gone, all of them hidden ones: .*--accept-operations-gone$/mu,
    );
    expect(await snapshotFolder(join(root, "openapi"))).toEqual(before);

    // The same removal, and nothing else.
    const whole: { paths: Record<string, object> } = JSON.parse(await readFile(from, "utf8"));
    const kept: { paths: Record<string, object> } = JSON.parse(await readFile(to, "utf8"));
    const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => Object.hasOwn(kept.paths, path)));
    const removal = join(root, "removal.json");
    await writeFile(removal, JSON.stringify({ ...whole, paths }));
    const { catalog } = await loadCatalog(await readFile(join(project.generated, "catalog.ts"), "utf8"));
    await writeFile(join(root, "consumer/calls.ts"), writeCalls(catalog));
    expect(await update(["--from", removal, "--accept-operations-gone"], project)).toBe(0);
    expect(take("stdout")).toMatch(/^\*\*minor: [^\n]*\n\n47 operations gone; still in the types/u);
    await runTool("tsc", ["-p", "consumer"], root);
    await runTool("tsdown", ["--log-level", "error"], join(root, "packages/core"));

    expect(await update(["--from", from], project)).toBe(0);
    expect(take("stdout")).toContain("47 operations back again");
  });

  async function readLevels(): Promise<Record<string, string>> {
    const names = (await readdir(project.changesets)).filter((name) => name.endsWith(".md"));
    const texts = await Promise.all(names.map((name) => readFile(join(project.changesets, name), "utf8")));
    return Object.fromEntries(texts.map((text) => /^---\n"([^"]+)": (\w+)\n---\n/u.exec(text)?.slice(1) ?? ["", ""]));
  }

  async function readVersion(name: string): Promise<unknown> {
    const manifest: Record<string, unknown> = JSON.parse(
      await readFile(join(root, "packages", name, "package.json"), "utf8"),
    );
    return manifest["version"];
  }
});

async function listHidden(file: string): Promise<string[]> {
  const text = await readFile(join(folder, file), "utf8");
  const { paths }: { paths: Record<string, object> } = JSON.parse(text);
  return Object.keys(paths).filter((path) => JSON.stringify(paths[path]).includes('"x-docs-hidden":true'));
}
