import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { DescribedEntry } from "../src/operations/describe-entry.ts";
import { captureRequest } from "../src/snippet/capture-request.ts";
import { snippetLanguages } from "@just-one/snippets";
import { markedToken, runCli } from "./support/run-cli.ts";
import { canRun, runSample } from "./support/run-sample.ts";
import { startEcho } from "./support/start-echo.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const echo = await startEcho();
afterAll(() => echo[Symbol.asyncDispose]());
beforeEach(() => void echo.heard.splice(0));
const environment = { JUST_ONE_BASE_URL: echo.url };

/** Each would be code in one of the languages, if it stood there as it is. */
const attacks = [
  "coding: utf-7",
  "'; touch hacked; '",
  '"; touch hacked; "',
  "$(touch hacked)`touch hacked`",
  "${process.getBuiltinModule('fs').writeFileSync('hacked','')}",
  "\\\"+open('hacked','w')+\\\"",
  "\\u000a\\u0022; touch hacked",
  "?><?php touch('hacked'); ?>",
  "*/ touch hacked /*",
  "\n touch hacked \r\n\u2028\u2029",
  "{0} %s %n {{x}} 天 🙂 \u202E",
].join(" ");

/** An operation out of a hostile document. */
function createHostileEntry(method: "GET" | "POST"): DescribedEntry {
  // Its second half is a string's end and a call, once Python reads it as UTF-7.
  const path = `/api/a'b"c$(touch hacked);\`touch hacked\`+ACI-,open(+ACI-hacked+ACI-,+ACI-w+ACI-),+ACI-/v1`;
  const place = method === "POST" ? "form" : "query";
  return {
    operation: `${method} ${path}`,
    method,
    path,
    token: place,
    parameters: [
      { name: "text", in: place, required: true, types: ["string"], description: attacks },
      { name: attacks, in: place, required: false, types: ["string"], description: "" },
    ],
    summary: attacks,
    platform: attacks,
    deprecated: false,
    hidden: false,
    aliases: [],
    family: path,
    version: "v1",
  };
}

async function writeHostile(language: keyof typeof snippetLanguages, method: "GET" | "POST"): Promise<string> {
  const entry = createHostileEntry(method);
  const parameters = { text: attacks, [attacks]: "odd name" };
  const request = await captureRequest(entry, parameters, { environment, allowInsecureHttp: false });
  return snippetLanguages[language]({ entry, parameters, destination: { baseUrl: echo.url }, request });
}

const languages = ["typescript", "javascript", "curl", "python", "java", "go", "php"] as const;

describe.each(languages)("a sample in %s", (language) => {
  test.skipIf(!canRun(language))(`calls as the client would, when ${language} is at hand`, async () => {
    const { exitCode, stdout, stderr } = await runCli(
      ["snippet", operation, "--language", language, "oAuthorId=7048929565493690398", "onlyAssign=true"],
      { environment },
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const run = await runSample(language, stdout);
    expect(run).toMatchObject({ code: 0, leftBehind: [] });
    expect(run.stdout).toContain("42");
    expect(echo.heard).toEqual([
      {
        method: "GET",
        path: operation.slice(4),
        query: { oAuthorId: "7048929565493690398", onlyAssign: "true", token: markedToken },
        form: {},
      },
    ]);
  });

  test("does nothing that a document or a value says, and holds no line that could hide something", async () => {
    const sample = await writeHostile(language, "POST");
    expect(sample).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n\t]/u);
    for (const line of sample.split("\n")) expect(line).not.toMatch(/^\s*touch/);
    // What Python looks for in the first two lines: the encoding of all that follows.
    for (const line of sample.split("\n").slice(0, 2)) expect(line).not.toMatch(/coding[:=]/u);
  });
});

// TypeScript goes through the client, whose catalog is its own.
describe.each(languages.slice(1))("a sample in %s", (language) => {
  test.skipIf(!canRun(language)).each(["GET", "POST"] as const)(
    `sends hostile text as text with %s, when ${language} is at hand`,
    async (method) => {
      const run = await runSample(language, await writeHostile(language, method));
      expect(run).toMatchObject({ code: 0, leftBehind: [] });
      const pairs = { text: attacks, [attacks]: "odd name", token: markedToken };
      const { path } = createHostileEntry(method);
      const [query, form] = method === "GET" ? [pairs, {}] : [{}, pairs];
      expect(echo.heard).toEqual([{ method, path, query, form }]);
    },
  );
});

describe.each(languages)("a sample in %s that fails", (language) => {
  test.skipIf(!canRun(language))("ends as a failure, without a token and with a wrong one", async () => {
    const { stdout } = await runCli(["snippet", operation, "--language", language, "oAuthorId=1"], { environment });
    const without = await runSample(language, stdout, "");
    expect(without.code).not.toBe(0);
    expect(without.stderr).toMatch(/JUST_ONE_TOKEN|token/);
    expect(echo.heard).toEqual([]);
    echo.failure = { status: 401, body: '{"code":100,"message":"no","data":{"code":0}}' };
    const wrong = await runSample(language, stdout);
    echo.failure = undefined;
    expect(wrong.code).not.toBe(0);
  });
});

const judged: readonly (readonly [status: number, body: string, isSuccess: boolean])[] = [
  [429, '{ "code" : 0, "message": null, "data": {"answer":42,"code":9}}', true],
  [200, '{"code":null,"data":{"code":0}}', false],
  [200, '{"code":"0","data":{"answer":42}}', true],
  [200, '{"code":302,"message":"slow down","data":{"code":0}}', false],
  [200, '{"code":10,"data":null}', false],
  [200, '{"message":"no code"}', false],
];
// By hand, for the client judges in the sample in TypeScript. Java takes seconds to start.
const byHand = languages
  .slice(1)
  .map((language) => [language, judged.slice(0, language === "java" ? 2 : undefined)] as const);

describe.each(byHand)("a sample in %s", (language, replies) => {
  test.skipIf(!canRun(language)).each(replies)(
    "judges by the code of the envelope, at HTTP %i: %s",
    async (status, body, isSuccess) => {
      const { stdout } = await runCli(["snippet", operation, "--language", language, "oAuthorId=1"], { environment });
      echo.failure = { status, body };
      const run = await runSample(language, stdout);
      echo.failure = undefined;
      expect(run.code === 0).toBe(isSuccess);
    },
  );
});

test("a sample in typescript refuses what its client refuses, and runs nothing of it", async () => {
  const run = await runSample("typescript", await writeHostile("typescript", "GET"));
  expect(run.leftBehind).toEqual([]);
  expect(run.stderr).toContain("is not in this client's catalog");
});

test("the prompt has everything of the vendor's page: endpoint, parameters with their values, and codes", async () => {
  const { stdout } = await runCli(["snippet", operation, "--language=prompt", "oAuthorId=7001"]);
  for (const part of [
    `API Endpoint: https://api.justoneapi.com${operation.slice(4)}`,
    "HTTP Method: GET",
    "- oAuthorId (query): ",
    "(Required)",
    "Available values: PERSONAL_VIDEO, XINTU_VIDEO",
    "- 601: ",
    "timeout to 120 seconds",
    "JUST_ONE_TOKEN",
    "- oAuthorId: 7001",
  ]) {
    expect(stdout).toContain(part);
  }
});

test("needs no token, sends nothing, and says which values are still to be filled in", async () => {
  const { exitCode, stdout, stderr } = await runCli(["snippet", operation], { environment });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('oAuthorId: "VALUE",');
  expect(stderr).toBe("just-one: oAuthorId holds a value to be replaced; or add oAuthorId=… to the command.\n");
  expect(echo.heard).toEqual([]);
});

test("goes where the environment says, and only there is plain http accepted where it is asked for", async () => {
  const china = { environment: { JUST_ONE_ENVIRONMENT: "prod-cn" } };
  const refused = await runCli(["snippet", operation, "--language=curl"], china);
  expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
  expect(refused.stderr).toContain("add --allow-insecure-http");
  const curl = await runCli(["snippet", operation, "--language=curl", "--allow-insecure-http"], china);
  expect(curl.stdout).toContain("'http://47.117.133.51:30015/api/");
  const own = await runCli(["snippet", operation, "--allow-insecure-http"], china);
  expect(own.stdout).toContain('environment: "prod-cn", allowInsecureHttp: true');
});

test.each([
  [["GET /api/nothing"], "there is no operation"],
  [[operation, "range=30"], "range"],
  [[operation, "nonsense=1"], "nonsense"],
  [[operation, "token=x"], "a token is never an argument"],
  [[operation, "--language=cobol"], "Allowed choices are typescript, curl, python, javascript, java, go, php, prompt."],
])("refuses what the client would: %j", async (args, message) => {
  const { exitCode, stdout, stderr } = await runCli(["snippet", ...args]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(message);
});

test("takes the operation without quotes, and values from files, as call does", async () => {
  const [method = "", path = ""] = operation.split(" ");
  const file = join(mkdtempSync(join(tmpdir(), "just-one-snippet-")), "id.txt");
  writeFileSync(file, "7048929565493690398\n");
  const ran = await runCli(["snippet", method, path, `oAuthorId=@${file}`, "--language", "curl"], { environment });
  expect([ran.exitCode, ran.stdout]).toEqual([0, expect.stringContaining("?oAuthorId=7048929565493690398")]);
  expect((await runCli(["snippet", operation, "oAuthorId="], { environment })).exitCode).toBe(2);
  const described = await runCli(["operations", "--describe", method, path]);
  expect(JSON.parse(described.stdout)).toMatchObject({ operation });
});
