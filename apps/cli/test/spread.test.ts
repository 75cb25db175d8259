import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MockServer, startMockServer } from "@just-one/testing";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { environmentFor, markedToken, runCli } from "./support/run-cli.ts";

const server: MockServer = await startMockServer();
afterAll(() => server.close());
beforeEach(() => server.reset());
const environment = environmentFor(server);

describe("what is asked", () => {
  test("is one call for each id, with the options as the operation's own parameters", async () => {
    const options = [
      "--range=DAY_90",
      "--type=XINTU_VIDEO",
      "--platform=SHORT_VIDEO",
      "--only-assign",
      "--flow-type=EXCLUDE",
    ];
    const { exitCode } = await runCli(["spread", "7001", "7002", ...options], { environment });
    expect(exitCode).toBe(0);
    expect(server.requests.map(({ params }) => params)).toEqual(
      ["7001", "7002"].map((oAuthorId) => ({
        oAuthorId,
        range: "DAY_90",
        type: "XINTU_VIDEO",
        platform: "SHORT_VIDEO",
        onlyAssign: "true",
        flowType: "EXCLUDE",
      })),
    );
  });

  test("is what was given and nothing else: no defaults are sent", async () => {
    await runCli(["spread", "7001"], { environment });
    expect(server.requests.map(({ params }) => params)).toEqual([{ oAuthorId: "7001" }]);
  });

  test("may come from a file with any separators, also one a spreadsheet wrote, each id once", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "just-one-")), "ids.csv");
    await writeFile(file, Buffer.from('\uFEFF7001;7002\t"7003"\r\n="7004"，7001、7005\n\n', "utf16le"));
    const { exitCode, stderr } = await runCli(["spread", "7005,7006", "--ids-file", file], { environment });
    expect(exitCode).toBe(0);
    expect(stderr).toContain("just-one: 2 repeated ids are asked for once only.\n");
    expect(server.requests.map(({ params }) => params["oAuthorId"])).toHaveLength(6);
    expect(new Set(server.requests.map(({ params }) => params["oAuthorId"]))).toEqual(
      new Set(["7001", "7002", "7003", "7004", "7005", "7006"]),
    );
  });

  test.each([
    [["spread"], "name at least one creator"],
    [["spread", "MS4wLjABAAAA", "http://example.com"], "none of these is a creator's id"],
    [["spread", "7001", "--ids-file", "nowhere.txt"], "cannot read the ids from nowhere.txt (ENOENT)"],
    [["spread", "7001", "--range", "30"], "Allowed choices are DAY_30, DAY_90."],
    [["spread", "7001", "--nonsense"], "unknown option '--nonsense'"],
    [["frobnicate"], "unknown command 'frobnicate'"],
  ])("is refused before any call when it is wrong: %j", async (args, message) => {
    const { exitCode, stdout, stderr } = await runCli(args, { environment });
    expect({ exitCode, stdout, asked: server.requests.length }).toEqual({ exitCode: 2, stdout: "", asked: 0 });
    expect(stderr).toContain(message);
  });
});

describe("a batch", () => {
  test("loses one row to one failure, not itself", async () => {
    server.enqueue(["0", "404", "0"]);
    const { exitCode, stdout, stderr } = await runCli(["spread", "7001", "7002", "7003"], { environment });
    const rows = JSON.parse(stdout) as { oAuthorId: string; status: string }[];
    expect(exitCode).toBe(3);
    expect(rows.map(({ oAuthorId }) => oAuthorId)).toEqual(["7001", "7002", "7003"]);
    expect(rows.map(({ status }) => status).toSorted()).toEqual(["failed", "ok", "ok"]);
    expect(stderr).toMatch(/^just-one: 700\d: code 404, .*Request id: example-404\n/);
  });

  test("gives what is no id its row, and never sends it", async () => {
    const { exitCode, stdout } = await runCli(["spread", "7001", "not-an-id", "7002"], { environment });
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([
      { oAuthorId: "7001", status: "ok", billing: "billed" },
      { oAuthorId: "not-an-id", status: "not-sent", billing: "unbilled" },
      { oAuthorId: "7002", status: "ok" },
    ]);
    expect(server.requests).toHaveLength(2);
  });

  test("sends nothing more after an answer that closes the way, and says so", async () => {
    server.enqueue(["303", "303", "303", "303", "303"]);
    const ids = Array.from({ length: 40 }, (_, index) => String(7001 + index));
    const { exitCode, stdout, stderr } = await runCli(["spread", ...ids, "--yes"], { environment });
    expect(exitCode).toBe(5);
    expect(server.requests.length).toBeLessThanOrEqual(4);
    expect(JSON.parse(stdout)).toHaveLength(40);
    expect(stderr).toContain("wait for 00:00 in Shanghai");
    expect(stderr).toContain("an answer before it closed the way for all");
  });

  test("is retried where that is free: two failed collections, then the figures", async () => {
    server.enqueue(["301", "301", "0"]);
    const { exitCode } = await runCli(["spread", "7001"], { environment });
    expect(exitCode).toBe(0);
    expect(server.requests.map(({ code }) => code)).toEqual([301, 301, 0]);
  });
});

describe("when every call fails the exit code says why", () => {
  test.each([
    ["100", 4, "check the token"],
    ["600", 4, "ask the vendor to open it"],
    ["303", 5, "wait for 00:00 in Shanghai"],
    ["601", 5, "top the account up"],
    ["602", 5, "use another token"],
    ["400", 1, "correct the parameters"],
    ["101", 1, "ask the vendor's support"],
    ["999", 1, "999"],
  ])("code %s is exit %i", async (code, exit, advice) => {
    server.enqueue([code]);
    const { exitCode, stderr } = await runCli(["spread", "7001"], { environment });
    expect(exitCode).toBe(exit);
    expect(stderr).toContain(advice);
  });

  test("no token is exit 4, with what to do, and nothing is sent", async () => {
    const { exitCode, stdout, stderr } = await runCli(["spread", "7001"], {
      environment: { JUST_ONE_BASE_URL: server.url },
    });
    expect({ exitCode, stdout, asked: server.requests.length }).toEqual({ exitCode: 4, stdout: "", asked: 0 });
    expect(stderr).toContain("JUST_ONE_TOKEN");
    expect(stderr).toContain("--mock");
  });

  test("a server that is not there is exit 1 and certainly unbilled", async () => {
    const gone = await startMockServer();
    await gone.close();
    const { exitCode, stdout } = await runCli(["spread", "7001"], { environment: environmentFor(gone) });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ status: "failed", billing: "unbilled", error: { kind: "transport" } }]);
  });

  test("an upstream failure inside a success is a failed row that was billed", async () => {
    await using failing = await startMockServer({ respond: () => ({ base_resp: { status_code: 7 } }) });
    const { exitCode, stdout } = await runCli(["spread", "7001"], { environment: environmentFor(failing) });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ status: "failed", billing: "billed", error: { kind: "upstream" } }]);
  });
});

describe("where it goes", () => {
  test.each([
    [{ JUST_ONE_BASE_URL: "http://api.example.invalid" }, "add --allow-insecure-http"],
    [{ JUST_ONE_ENVIRONMENT: "prod-cn" }, "add --allow-insecure-http"],
    [{ JUST_ONE_ENVIRONMENT: "prod-mars" }, 'JUST_ONE_ENVIRONMENT must be "prod-global" or "prod-cn"'],
    [{ JUST_ONE_BASE_URL: "nonsense" }, "JUST_ONE_BASE_URL must be an http(s) URL"],
  ])("is refused when unsafe or nonsense: %j", async (settings, message) => {
    const { exitCode, stderr } = await runCli(["spread", "7001"], {
      environment: { JUST_ONE_TOKEN: markedToken, ...settings },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test("with --mock is nowhere: other figures for each creator, the same ones every time, and no token needed", async () => {
    const args = ["spread", "7001", "7002", "--mock"];
    const [first, second] = await Promise.all([runCli(args), runCli(args, { environment })]);
    const [one, other, ...rest] = JSON.parse(first.stdout) as { spread: object }[];
    expect(rest).toEqual([]);
    expect(one?.spread).not.toEqual(other?.spread);
    expect((JSON.parse(second.stdout) as { spread: object }[]).map(({ spread }) => spread)).toEqual([
      one?.spread,
      other?.spread,
    ]);
    expect(first.stderr).toContain("invented");
    expect(server.requests).toEqual([]);
  });
});
