import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Job, readJobs, readWorkflows, type Step } from "./support/read-workflows.ts";

// Whoever writes for the project, or speaks for it, runs nothing but what is listed here.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const checkout = "actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd";
const actions: ReadonlySet<unknown> = new Set([
  checkout,
  "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444",
  "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093",
]);
const handOver = '"$RUNNER_TEMP/hand-over/files.json"';
/** Every line of shell of every job with rights; fixed texts, to which values come through the environment. */
const lines: ReadonlySet<unknown> = new Set([
  `node tooling/release/src/propose-command.ts spec-update ${handOver}`,
  `node tooling/release/src/propose-command.ts versions ${handOver}`,
  'node tooling/release/src/tag-command.ts "$RUNNER_TEMP/release"',
  'if [ -n "$NODE_AUTH_TOKEN" ]; then',
  "  registry=$(npm config get registry)",
  '  echo "${registry#*:}:_authToken=\\${NODE_AUTH_TOKEN}" >> ~/.npmrc # the name; the value stays in the environment',
  "fi",
  "options=()",
  'if [ -n "$CHANNEL" ]; then options+=("--channel=$CHANNEL"); fi',
  'if [ "$PRIVATE" = false ]; then options+=(--provenance); fi',
  'node tooling/release/src/publish-command.ts "$RUNNER_TEMP/release" "${options[@]}"',
]);
const fieldsWithRights: ReadonlySet<unknown> = new Set([
  "name",
  "needs",
  "if",
  "runs-on",
  "timeout-minutes",
  "environment",
  "permissions",
  "steps",
]);
const environment: Readonly<Record<string, string>> = {
  GITHUB_TOKEN: "${{ github.token }}",
  NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}",
  CHANNEL: "${{ inputs.channel }}",
  PRIVATE: "${{ github.event.repository.private }}",
  TURBO_TELEMETRY_DISABLED: "1",
};
/** Those that push keep the right to it in their checkout. */
const pushing: ReadonlySet<unknown> = new Set(["release.yml tag", "release.yml version", "spec-sync.yml propose"]);

/** What is wrong with a job's rights and what it does with them, as sentences. */
function judge(job: Job): string[] {
  const findings = job.writes.length > 0 ? judgeWithRights(job) : judgeWithout(job);
  const checkouts = job.steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
  return [
    ...findings,
    ...job.steps.filter(({ run = "" }) => run.includes("${{")).map(() => "puts a value into shell"),
    ...checkouts
      .filter((step) => step.with?.["persist-credentials"] !== pushing.has(job.name))
      .map(() => "keeps credentials that it needs not, or does not say so"),
  ].map((finding) => `${job.name} ${finding}`);
}

function judgeWithRights({ fields, steps, env }: Job): string[] {
  return [
    ...fields.filter((field) => !fieldsWithRights.has(field)).map((field) => `has ${field}`),
    ...steps.flatMap((step) => judgeStep(step)),
    ...judgeEnvironment(env),
  ];
}

function judgeStep({ run, uses, env = {}, with: inputs = {} }: Step): string[] {
  const commands = (run ?? "").split("\n").filter((line) => line !== "");
  return [
    ...(uses !== undefined && !actions.has(uses) ? [`uses ${uses}`] : []),
    ...commands.filter((line) => !lines.has(line)).map((line) => `runs ${line}`),
    ...(uses?.startsWith("actions/setup-node@") === true && inputs["package-manager-cache"] !== false
      ? ["takes what a job without rights may have left in a cache"]
      : []),
    ...(uses === checkout && (inputs["ref"] ?? "main") !== "main" ? ["checks out another ref"] : []),
    ...judgeEnvironment(env),
  ];
}

function judgeEnvironment(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env)
    .filter(([name, value]) => environment[name] !== value)
    .map(([name]) => `has ${name} in its environment`);
}

function judgeWithout({ env, fields, steps }: Job): string[] {
  const texts = [env, fields, ...steps].map((part) => JSON.stringify(part));
  // Expressions know no capital letters, and `.*` is a whole context.
  return texts.some((text) => /\bsecrets\b|\bgithub\s*(?:\.\s*(?:token\b|\*)|\[)|\btoJSON\b/iu.test(text))
    ? ["runs what it likes, and has a token"]
    : [];
}

test("no job with rights runs anything but the listed commands, and no other job has a token", async () => {
  const jobs = await readWorkflows();
  expect(jobs.flatMap((job) => judge(job))).toEqual([]);
  expect(
    jobs.filter(({ writes }) => writes.length > 0).map(({ name, writes }) => `${name}: ${writes.join(", ")}`),
  ).toEqual([
    "release.yml version: contents: write, issues: write, pull-requests: write",
    "release.yml publish: id-token: write",
    "release.yml tag: contents: write",
    "spec-sync.yml propose: contents: write, issues: write, pull-requests: write",
  ]);
});

test("what a step says to later steps and jobs is one of two fixed words", async () => {
  const said = (await readWorkflows()).flatMap(({ steps }) => steps.flatMap(({ run = "" }) => run.split("\n")));
  expect(said.filter((line) => /GITHUB_(?:OUTPUT|ENV|PATH|STATE)|::/u.test(line))).toEqual([
    'if [ -n "$found" ]; then echo pending=true; else echo pending=false; fi >> "$GITHUB_OUTPUT"',
    'if [ -s "$RUNNER_TEMP/packages.txt" ]; then echo packages=some; else echo packages=none; fi >> "$GITHUB_OUTPUT"',
  ]);
});

/** What people with rights begin, and a stranger's pull request, which gets none. */
const ownEvents: ReadonlySet<unknown> = new Set(["push", "pull_request", "schedule", "workflow_dispatch"]);

test("no workflow runs on what a stranger can begin with the project's rights", async () => {
  const folder = join(root, ".github/workflows");
  for (const name of await readdir(folder)) {
    const { on } = parse(await readFile(join(folder, name), "utf8")) as { on: string | string[] | object }; // Safe: linted.
    const events = typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on);
    expect(events.filter((event) => !ownEvents.has(event))).toEqual([]);
  }
});

describe("the test itself sees", () => {
  const write = "permissions: { contents: write }";
  const step = (text: string): string => `jobs:\n  j:\n    ${write}\n    steps:\n      - ${text}\n`;
  test.each([
    ["another command", step("run: npm test"), "runs npm test"],
    ["a command behind a listed one", step("run: |\n          fi\n          npm test"), "runs npm test"],
    [
      "a listed command with more behind it",
      step('run: node tooling/release/src/tag-command.ts "$RUNNER_TEMP/release" && npm test'),
      "runs node",
    ],
    ["another action", step("uses: changesets/action@6a0a831ff30acef54f2c6aa1cbbc1096b066edaf"), "uses changesets"],
    ["an action by its tag", step("uses: actions/checkout@v5"), "uses actions/checkout@v5"],
    ["a value in shell", step("run: fi ${{ inputs.x }}"), "puts a value into shell"],
    ["a checkout that keeps credentials", step(`uses: ${checkout}`), "keeps credentials"],
    [
      "the checkout of a pull request",
      step(`uses: ${checkout}\n        with: { ref: "refs/pull/1/head" }`),
      "checks out another",
    ],
    ["a token in the environment of everything", `env: { NODE_OPTIONS: x }\n${step("run: fi")}`, "has NODE_OPTIONS"],
    ["rights that nobody gave", `jobs:\n  j:\n    steps:\n      - run: npm test\n`, "runs npm test"],
    [
      "rights to everything",
      `permissions: write-all\njobs:\n  j:\n    steps:\n      - run: npm test\n`,
      "runs npm test",
    ],
    ["a container", `jobs:\n  j:\n    ${write}\n    container: x\n    steps: []\n`, "has container"],
    ["another workflow", `jobs:\n  j:\n    ${write}\n    uses: x/y/.github/workflows/z.yml@main\n`, "has uses"],
    [
      "a shell of its own",
      `jobs:\n  j:\n    ${write}\n    defaults: { run: { shell: x } }\n    steps: []\n`,
      "has defaults",
    ],
    ...["GitHub.Token", "github['token']", "join(github.*, ',')", "tojson(github)", "Secrets.X"].map((value) => [
      `a token without rights, as ${value}`,
      `permissions: {}\njobs:\n  j:\n    steps:\n      - run: x\n        env: { T: "\${{ ${value} }}" }\n`,
      "has a token",
    ]),
    [
      "secrets for another workflow",
      `permissions: {}\njobs:\n  j:\n    uses: ./.github/workflows/x.yml\n    secrets: inherit\n`,
      "has a token",
    ],
    [
      "a token without rights",
      `permissions: {}\njobs:\n  j:\n    steps:\n      - run: x\n        env: { T: "\${{ github.token }}" }\n`,
      "has a token",
    ],
  ])("%s", (_what, text, finding) => {
    expect(
      readJobs("x.yml", text)
        .flatMap((job) => judge(job))
        .join("\n"),
    ).toContain(finding);
  });
});

const commands = ["propose-command.ts", "publish-command.ts", "tag-command.ts"];

test.each(commands)("%s, which runs with rights, imports nothing that would have to be installed", async (command) => {
  const seen = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await readFile(file, "utf8");
    expect(text.match(/\bimport\((?!\?)|\brequire\(|\beval\(|node:vm/gu)).toBeNull();
    for (const [, name = ""] of text.matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)";$|^import "/gmu)) {
      if (name.startsWith("node:")) continue;
      expect(name).toMatch(/^\.\.?\//u);
      await visit(resolve(dirname(file), name));
    }
  };
  await visit(join(root, "tooling/release/src", command));
  const own = join(root, "tooling/release/src/");
  expect([...seen].filter((file) => !file.startsWith(own))).toEqual([]);
});
