import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
// What decides whether a person must look runs with rights, where nothing of this package does; see tooling/release.
import { lookAtGenerated } from "../../../tooling/release/src/publish/look-at-generated.ts";
import { createProjectPaths, type ProjectPaths } from "../src/project-paths.ts";
import { run as build } from "../src/verbs/build.ts";
import { run as check } from "../src/verbs/check.ts";
import { run as pull } from "../src/verbs/pull.ts";
import { run as update } from "../src/verbs/update.ts";
import { importCatalog, loadCatalog } from "./support/build-document.ts";
import { captureOutput } from "./support/capture-output.ts";
import { buildStates, keepState } from "./support/keep-state.ts";
import { makeRepository } from "./support/make-repository.ts";
import { runTool } from "./support/run-tool.ts";
import { snapshotFolder } from "./support/snapshot-folder.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";
import { versionPackages } from "./support/version-packages.ts";
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
const generatedNames = ["catalog.ts", "operations.ts", "prose.ts", "schema.ts", "validators.ts"];
const isLost = (step: string): boolean => /has lost \d+ operations$/u.test(step);
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
    // It would start a process for each step; that releases are formatted is tooling/release's to show.
    const settings = join(root, ".changeset/config.json");
    await writeFile(settings, (await readFile(settings, "utf8")).replace("{", '{ "format": false,'));
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

  /** Brings the whole repository to the state before a step, with a program as a team of its own would write it then. */
  async function goBefore(from: string): Promise<void> {
    await startFrom(from);
    const { catalog } = await importCatalog(join(await buildAlone(from), "catalog.ts"));
    await writeFile(join(root, "consumer/calls.ts"), writeCalls(catalog));
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
      await keepState(root, to.slice(0, 2));

      await versionPackages(root);
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
    expect(await update(["--from", removal, "--accept-operations-gone"], project)).toBe(0);
    expect(take("stdout")).toMatch(/^\*\*minor: [^\n]*\n\n47 operations gone; still in the types/u);
    await keepState(root, "removal");

    expect(await update(["--from", from], project)).toBe(0);
    expect(take("stdout")).toContain("47 operations back again");
  });

  test("each state builds, and so do programs written before a step that is no major one, and with tombstones", async () => {
    const kept = steps.filter(({ level }) => level !== "none").map(({ to }) => to.slice(0, 2));
    expect((await readdir(join(root, "states"))).toSorted()).toEqual([...kept, "removal"].toSorted());
    await buildStates(root, { whole: "removal" });
    for (const state of kept) {
      const built = await readdir(join(root, "states", state, "packages/api/dist"));
      expect(built).toEqual(expect.arrayContaining(["catalog.js", "index.d.ts", "openapi.json", "schema.d.ts"]));
    }
  });

  test("of all of them, one had to wait for a person because of its names, and none because of code", async () => {
    const files = (await readdir(folder)).filter((name) => /^\d/u.test(name)).toSorted();
    const found: string[] = [];
    let before: Record<string, string> = {};
    for (const file of files) {
      const out = await buildAlone(file);
      const texts = await Promise.all(generatedNames.map((name) => readFile(join(out, name), "utf8")));
      const after = Object.fromEntries(generatedNames.map((name, index) => [name, texts[index] ?? ""]));
      if (file !== files[0]) {
        const reasons = generatedNames.flatMap((path) =>
          lookAtGenerated({ path, before: before[path], after: after[path] ?? "" }),
        );
        if (reasons.length > 0) found.push([file.slice(0, 2), ...reasons].join(": "));
      }
      before = after;
    }
    expect(files).toHaveLength(22);
    // A build alone has no tombstones, with which an update keeps what the vendor removed; without them a person is asked.
    expect(found.filter((step) => !isLost(step))).toEqual([
      expect.stringMatching(/^14: .* 3 new names that are not plain/u),
    ]);
    expect(found.filter(isLost).map((step) => step.slice(0, 2))).toEqual(["15", "22", "40", "62"]);
  });

  /** Builds a document beside the project, once; resolves to the folder of what was generated. */
  async function buildAlone(file: string): Promise<string> {
    const out = join(root, "out", file);
    const code = existsSync(out) ? 0 : await build(["--document", join(folder, file), "--out", out], project);
    expect(code).toBe(0);
    return out;
  }

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
