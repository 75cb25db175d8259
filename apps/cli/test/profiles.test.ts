import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { markedToken, type Ran, type RunOptions, runCli } from "./support/run-cli.ts";

const server: FaultServer = await startFaultServer({ respond: () => ({ item_num: "9", play_mid: "100" }) });
const elsewhere = "http://127.0.0.1:9";
let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "just-one-config-"));
  file = join(home, "just-one", "config.json");
  mkdirSync(dirname(file));
  server.reset();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));
afterAll(() => server.close());

const write = (config: unknown): void =>
  writeFileSync(file, typeof config === "string" ? config : JSON.stringify(config));
const run = (
  args: readonly string[],
  environment: Record<string, string> = {},
  options: RunOptions = {},
): Promise<Ran> =>
  runCli(args, { ...options, environment: { JUST_ONE_TOKEN: markedToken, XDG_CONFIG_HOME: home, ...environment } });
const ids = Array.from({ length: 4 }, (_, index) => String(7001 + index));

describe("a profile", () => {
  test("says where calls go, what they cost and how many there may be", async () => {
    write({ profiles: { test: { baseUrl: server.url, price: "0.30", maxCalls: 2, timeout: 5, concurrency: 1 } } });
    const { exitCode, stderr } = await run(["spread", ...ids, "--profile", "test"]);
    expect([exitCode, stderr]).toEqual([5, expect.stringContaining("2 billed · 1 unbilled · 0 unknown · 0.6 CNY")]);
    expect(server.sumUp()).toEqual({ arrived: 2, billed: 2 });
  });

  test("is the one of the option, else of JUST_ONE_PROFILE, else of the file, and none without", async () => {
    const dead = { baseUrl: elsewhere };
    write({ profile: "dead", profiles: { dead, test: { baseUrl: server.url } } });
    expect((await run(["spread", "7001"])).exitCode).toBe(1);
    expect((await run(["spread", "7001"], { JUST_ONE_PROFILE: "test" })).exitCode).toBe(0);
    expect((await run(["spread", "7001", "--profile", "test"], { JUST_ONE_PROFILE: "dead" })).exitCode).toBe(0);
    const none = { JUST_ONE_BASE_URL: server.url, JUST_ONE_PROFILE: "none" };
    expect((await run(["spread", "7001"], none)).exitCode).toBe(0);
    expect(server.sumUp().arrived).toBe(3);
  });

  test("sets no limits for others: a team's budget is what is typed", async () => {
    write({ profiles: { test: { maxCalls: 2 } } });
    const asked = ["budget", "set", "x", "--store", "postgres://127.0.0.1:1/d", "--all", "--period", "day"];
    expect((await run([...asked, "--profile", "test"])).stderr).toMatch(/a budget must have `maxCalls`/);
  });

  test("gives way to options, and to the environment unless --profile names it", async () => {
    write({ profile: "dead", profiles: { dead: { baseUrl: elsewhere, maxCalls: 1 } } });
    const here = { JUST_ONE_BASE_URL: server.url };
    expect((await run(["spread", ...ids, "--max-calls", "3"], here)).exitCode).toBe(5);
    expect(server.sumUp().arrived).toBe(3);
    expect((await run(["spread", ...ids, "--profile", "dead"], here)).exitCode).not.toBe(0);
    expect(server.sumUp().arrived).toBe(3);
  });

  test("names the variable that holds its account's token, and no other account pays where that is empty", async () => {
    write({ profiles: { china: { baseUrl: server.url, tokenVariable: "JUST_ONE_TOKEN_CHINA" } } });
    const { exitCode, stderr } = await run(["spread", "7001", "--profile", "china"]);
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining("JUST_ONE_TOKEN_CHINA")]);
    expect(server.sumUp().arrived).toBe(0);
    const other = { JUST_ONE_TOKEN_CHINA: `${markedToken}-china` };
    expect((await run(["spread", "7001", "--profile", "china"], other)).exitCode).toBe(0);
    const typed = await run(["operations", other.JUST_ONE_TOKEN_CHINA], other);
    expect(typed.stderr).toContain("a token is never an argument");
  });

  test("is named on a terminal, for money may be another account's", async () => {
    write({ profile: "test", profiles: { test: { baseUrl: server.url } } });
    expect((await run(["spread", "7001"], {}, { columns: 80 })).stderr).toContain("just-one: profile test\n");
    expect((await run(["spread", "7001", "--quiet"], {}, { columns: 80 })).stderr).toBe("");
    expect((await run(["spread", "7001"])).stderr).toBe("");
  });

  test("holds for a collection", async () => {
    write({ profile: "test", profiles: { test: { baseUrl: server.url, maxCalls: 1, price: "0.25" } } });
    const inputs = join(home, "ids.txt");
    writeFileSync(inputs, "7001\n7002\n");
    const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
    const args = ["collect", operation, "--inputs", inputs, "--out", join(home, "run"), "--yes"];
    const { exitCode, stderr } = await run(args);
    expect([exitCode, stderr]).toEqual([5, expect.stringContaining("1 billed · 1 unbilled · 0 unknown · 0.25 CNY")]);
  });
});

describe("a file of profiles is refused, and nothing is sent,", () => {
  test.each([
    ["that holds a token", { profiles: { a: { token: "x" } } }, "stands in no file"],
    ["that holds one under another name", { profiles: { a: { apiKey: "x" } } }, "stands in no file"],
    ["that holds the environment's", { profiles: { [markedToken]: {} } }, "stands in no file"],
    ["with an option that nobody knows", { profiles: { a: { timeot: 5 } } }, "did you mean `profiles.a.timeout`?"],
    ["that would answer questions about money", { profiles: { a: { yes: true } } }, "is no option"],
    [
      "with a price that is a float",
      { profiles: { a: { price: 0.3 } } },
      "`profiles.a.price` must be an amount in quotes",
    ],
    [
      "with credentials in an address",
      { profiles: { a: { baseUrl: "https://u:p@x.example" } } },
      "without user, password",
    ],
    ["with another variable's name", { profiles: { a: { tokenVariable: "AWS_SECRET" } } }, "tokenVariable"],
    ["that is no JSON", "{ profiles", "is no JSON"],
    ["that is no object", "[]", "must be an object"],
    ["without the profile", { profiles: { china: {} } }, "did you mean china?"],
    ["whose profile is the prototype's", { profiles: {} }, "there is no profile"],
  ])("%s", async (_what, config, problem) => {
    write(config);
    const name = problem === "there is no profile" ? "constructor" : "chima";
    const { exitCode, stdout, stderr } = await run(["spread", "7001", "--profile", name], {
      JUST_ONE_BASE_URL: server.url,
    });
    expect([exitCode, stdout, stderr]).toEqual([2, "", expect.stringContaining(problem)]);
    expect(server.sumUp().arrived).toBe(0);
  });

  test("that cannot be read", async () => {
    mkdirSync(file);
    expect((await run(["codes"])).stderr).toContain("(EISDIR)");
    rmSync(file, { recursive: true });
    expect((await run(["codes"])).exitCode).toBe(0);
    expect((await run(["codes", "--profile", "a"])).stderr).toContain("there is no profile a");
  });
});

test("a folder of a user that is named by no whole path counts for nothing", async () => {
  const { stderr } = await run(["spread", "7001"], {
    XDG_DATA_HOME: "data",
    HOME: home,
    JUST_ONE_BASE_URL: server.url,
  });
  expect(stderr).toBe("");
  expect(() => rmSync("data", { recursive: true })).toThrow(/ENOENT/);
});
