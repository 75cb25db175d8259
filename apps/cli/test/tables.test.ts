import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { measureWidth } from "../src/format/measure-width.ts";
import { runCli } from "./support/run-cli.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

test.each([[["spread", "author"]], [["达人", "传播"]], [["星图达人"]], [["ＳＰＲＥＡＤ"]], [[]]])(
  "operations finds the seed's by %j",
  async (words) => {
    const { exitCode, stdout } = await runCli(["operations", ...words]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ operation }));
  },
);

test("operations says which words nothing has, and what to try", async () => {
  const some = await runCli(["operations", "spread", "qwertzuiop"]);
  expect(JSON.parse(some.stdout)).toHaveLength(1);
  expect(some.stderr).toContain('no operation has "qwertzuiop"; the rest was looked for.');
  const none = await runCli(["operations", "qwertzuiop"]);
  expect({ ...none, stderr: "" }).toEqual({ exitCode: 0, stdout: "[]\n", stderr: "" });
  expect(none.stderr).toContain('no operation has "qwertzuiop".');
  expect(none.stderr).toContain("try other words");
  expect((await runCli(["operations", "spraedx"])).stderr).not.toContain("no operation has");
});

test("operations names the platform that comes nearest to one that is mistyped, and takes its names in any language", async () => {
  const refused = await runCli(["operations", "--platform", "Douyin Xintgu"]);
  expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
  expect(refused.stderr).toContain("Did you mean Douyin Xingtu?");
  for (const name of ["星图", "xingtu", "巨量星圖", "DOUYIN-XINGTU"]) {
    expect(JSON.parse((await runCli(["operations", "--platform", name])).stdout)).toHaveLength(1);
  }
});

test.each([40, 60, 80, 100, 200])(
  "operations fits a terminal of %d columns, but never breaks a name",
  async (columns) => {
    const { stdout } = await runCli(["operations", "达人传播"], { columns });
    const lines = stripVTControlCharacters(stdout).split("\n");
    expect(stdout).toContain("\u001B[1mAuthor Spread Info");
    expect(lines).toContain(`  ${operation}`);
    for (const line of lines.filter((each) => each.trim() !== operation)) {
      expect(measureWidth(line)).toBeLessThanOrEqual(columns);
    }
  },
);

test("operations shows a person what to type: the whole name, and the required parameters", async () => {
  const { stdout } = await runCli(["operations", "get_author_spread_info/v1"], { columns: 80 });
  expect(stdout).toContain(operation);
  expect(stdout).toContain("oAuthorId*");
});

test("codes explains each of the 15 codes in every format", async () => {
  const [json, table, csv, lines] = await Promise.all([
    runCli(["codes"]),
    runCli(["codes"], { columns: 80 }),
    runCli(["codes", "--format", "csv"]),
    runCli(["codes", "--format", "ndjson"]),
  ]);
  expect(JSON.parse(json.stdout)).toHaveLength(15);
  expect(lines.stdout.trimEnd().split("\n")).toHaveLength(15);
  expect(csv.stdout.trimEnd().split("\r\n")).toHaveLength(16);
  expect(table.stdout).toMatch(/303 +the account's daily quota/);
  expect(table.stdout).toMatch(/601 +top the account up/);
});

test("works without a token, with --mock before or after the command", async () => {
  const ran = await Promise.all([runCli(["--mock", "codes"]), runCli(["operations", "--mock"])]);
  expect(ran.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
});

test("help names the environment, the exit codes and examples, and is no failure", async () => {
  const { exitCode, stdout } = await runCli(["--help"]);
  expect(exitCode).toBe(0);
  for (const word of [
    "JUST_ONE_TOKEN",
    "JUST_ONE_ENVIRONMENT",
    "JUST_ONE_BASE_URL",
    "130 interrupted",
    "--mock",
    "just-one spread",
  ]) {
    expect(stdout).toContain(word);
  }
});

test("the help of a verb says what it does, and lists its own options and those of all commands", async () => {
  for (const verb of ["usage", "reconcile", "completion", "balance", "collect plan", "collect inspect"]) {
    const { stdout } = await runCli([...verb.split(" "), "--help"]);
    expect(stdout).toMatch(/^Usage: [^\n]*\n\n\w[^\n]+\n/);
    expect(stdout.match(/--budget/g) ?? []).toHaveLength(verb === "collect plan" ? 1 : 0);
    expect(stdout).toMatch(/^Global Options:$[^]*--mock/m);
  }
});

test("no command is no failure: the help stands on stdout", async () => {
  const { exitCode, stdout, stderr } = await runCli([]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("Usage: just-one");
});
