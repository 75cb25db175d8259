import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MockServer, startMockServer } from "@just-one/testing";
import { afterAll, beforeEach, expect, test } from "vitest";
import { environmentFor, runCli } from "./support/run-cli.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const server: MockServer = await startMockServer();
afterAll(() => server.close());
beforeEach(() => server.reset());
const environment = environmentFor(server);

test("prints the data, and what is known about the call", async () => {
  const { exitCode, stdout, stderr } = await runCli(["call", operation, "oAuthorId=7001", "onlyAssign=true"], {
    environment,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ data: { play_mid: "3642403" }, meta: { operation, billing: "billed" } });
  expect(server.requests).toMatchObject([{ params: { oAuthorId: "7001", onlyAssign: "true" } }]);
});

test.each([operation.slice(4), `get ${operation.slice(4)}`, `  ${operation} `])(
  "knows the operation as %j",
  async (name) => {
    const { exitCode } = await runCli(["call", name, "oAuthorId=7001", "--format=ndjson"], { environment });
    expect(exitCode).toBe(0);
  },
);

test("keeps what follows the first = of a pair, also nothing", async () => {
  await runCli(["call", operation, "oAuthorId=a=b&c 天"], { environment });
  expect(server.requests).toMatchObject([{ params: { oAuthorId: "a=b&c 天" } }]);
});

test.each([
  [["GET /api/nothing"], 'there is no operation "GET /api/nothing". Search with: just-one operations WORDS'],
  [["GET /api/get_author_spread_info/v2"], `Did you mean:\n`],
  [["GET /api/get_author_spread_info/v2"], `\n  ${operation}\n`],
  [[operation], "oAuthorId"],
  [[operation, "oAuthorId=1", "oAuthorId=2"], "oAuthorId is given twice"],
  [[operation, "oAuthorId"], '"oAuthorId" is no key=value; write for example oAuthorId=value'],
  [[operation, "oAuthorId=1", "range=30"], "just-one: the call was not sent: range must be one of DAY_30, DAY_90\n"],
  [[operation, "oAuthorId=1", "onlyAssign=perhaps"], "onlyAssign"],
  [[operation, "oAuthorId=1", "__proto__=1"], "__proto__"],
])("is refused before it is sent when it is wrong: %j", async (args, message) => {
  const { exitCode, stdout, stderr } = await runCli(["call", ...args], { environment });
  expect({ exitCode, stdout, asked: server.requests.length }).toEqual({ exitCode: 2, stdout: "", asked: 0 });
  expect(stderr).toContain(message);
});

test("a failure is a sentence with the vendor's words and the request's id, and no data", async () => {
  server.enqueue(["601"]);
  const { exitCode, stdout, stderr } = await runCli(["call", operation, "oAuthorId=7001"], { environment });
  expect({ exitCode, stdout }).toEqual({ exitCode: 5, stdout: "" });
  expect(stderr).toBe(
    "just-one: code 601, the account's balance is used up: top the account up; every call fails until then\n" +
      "The vendor says: balance used up. Request id: example-601\n",
  );
});

test("what the vendor says cannot draw on the terminal", async () => {
  await using hostile = await startMockServer({
    document: {
      openapi: "3.1.0",
      paths: {
        [operation.slice(4)]: {
          get: {
            responses: {
              "200": {
                description: "a failure",
                content: {
                  "application/json": {
                    examples: { "code-0": { value: { code: 777, message: "\u001B[2J\u202Egone\r\nforged: line" } } },
                  },
                },
              },
            },
          },
        },
      },
    },
  });
  const { stderr } = await runCli(["call", operation, "oAuthorId=7001"], { environment: environmentFor(hostile) });
  expect(stderr).toContain("[2J gone forged: line");
  for (const control of ["\u001B", "\u202E", "\r"]) expect(stderr).not.toContain(control);
});

test("takes the operation without quotes, and a value from a file", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "just-one-call-")), "id.txt");
  writeFileSync(file, "7048929565493690398\n");
  const [method = "", path = ""] = operation.split(" ");
  expect((await runCli(["call", method, path, `oAuthorId=@${file}`], { environment })).exitCode).toBe(0);
  expect((await runCli(["call", operation, "oAuthorId=@@name"], { environment })).exitCode).toBe(0);
  expect(server.requests).toMatchObject([
    { params: { oAuthorId: "7048929565493690398" } },
    { params: { oAuthorId: "@name" } },
  ]);
});

test("refuses a value that is empty, and a file that is not there", async () => {
  const empty = await runCli(["call", operation, "oAuthorId="], { environment });
  expect([empty.exitCode, empty.stderr]).toEqual([2, expect.stringContaining("oAuthorId has no value")]);
  const missing = await runCli(["call", operation, "oAuthorId=@nowhere.txt"], { environment });
  expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining("(ENOENT)")]);
  expect(server.requests).toEqual([]);
});

test("refuses --pages where nobody knows how the operation pages", async () => {
  const { exitCode, stderr } = await runCli(["call", operation, "oAuthorId=7001", "--pages"], { environment });
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("page")]);
  expect(server.requests).toEqual([]);
});
