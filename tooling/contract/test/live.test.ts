import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { catalog } from "@just-one/api/catalog";
import { startFaultServer, startMockServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { type LiveOptions, readCalls, runLive } from "../src/commands/live.ts";
import { liveCallsFile, readProjectDocument } from "../src/project.ts";

const token = "marked-token-for-tests";

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-live-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

interface Told {
  readonly lines: string[];
  readonly questions: string[];
}

async function run(env: LiveOptions["env"], change: Partial<LiveOptions> = {}): Promise<Told & { exitCode: number }> {
  const told: Told = { lines: [], questions: [] };
  const exitCode = await runLive({
    calls: await readCalls(liveCallsFile),
    document: await readProjectDocument(),
    catalog,
    env,
    ask: (question) => {
      told.questions.push(question);
      return Promise.resolve(true);
    },
    write: (line) => told.lines.push(line),
    ...change,
  });
  return { ...told, exitCode };
}

test("one call for each operation, announced before it is sent, and its reply held to the document", async () => {
  await using mock = await startMockServer();
  const ask = (question: string): Promise<boolean> => {
    expect(question).toBe(`At most 1 billed call to ${mock.url}. Go on?`);
    expect(mock.requests).toEqual([]);
    return Promise.resolve(true);
  };
  const { exitCode, lines } = await run({ JUST_ONE_TOKEN: token, JUST_ONE_BASE_URL: mock.url }, { ask });
  expect(exitCode).toBe(0);
  expect(lines.at(-1)).toMatch(/^kept {3}GET \//);
  expect(mock.requests).toHaveLength(1);
});

test("a no sends nothing", async () => {
  await using mock = await startMockServer();
  const env = { JUST_ONE_TOKEN: token, JUST_ONE_BASE_URL: mock.url };
  const { exitCode, lines } = await run(env, { ask: () => Promise.resolve(false) });
  expect([exitCode, lines.at(-1), mock.requests]).toEqual([0, "Nothing was sent.", []]);
});

test("a reply that breaks a promise is told, kept out of the output, and recorded where asked for", async () => {
  await using server = await startFaultServer({ respond: () => ({ play_mid: 7, note: token }) });
  const record = await makeFolder();
  const { exitCode, lines } = await run({ JUST_ONE_TOKEN: token, JUST_ONE_BASE_URL: server.url }, { record });
  expect(exitCode).toBe(1);
  expect(lines.join("\n")).toContain("/data/play_mid must be string");
  const [file = ""] = await readdir(record);
  expect(await readFile(join(record, file), "utf8")).toContain('"note": "[redacted]"');
});

test.each(["301", "500", "cut-body"])("%s is not asked for again", async (outcome) => {
  await using server = await startFaultServer();
  server.enqueue([outcome]);
  const { exitCode } = await run({ JUST_ONE_TOKEN: token, JUST_ONE_BASE_URL: server.url });
  expect([exitCode, server.sumUp().arrived]).toEqual([1, 1]);
});

test.each([
  ["no token", {}, {}, "JUST_ONE_TOKEN is not set"],
  [
    "an unknown operation",
    { JUST_ONE_TOKEN: token },
    { calls: [{ operation: "GET /gone/v1", parameters: {} }] },
    "no GET /gone/v1",
  ],
  ["an unknown environment", { JUST_ONE_TOKEN: token, JUST_ONE_ENVIRONMENT: "moon" }, {}, "JUST_ONE_ENVIRONMENT is"],
])("%s is wrong use, and nothing is sent", async (_, env, change, message) => {
  const mock = await startMockServer();
  onTestFinished(() => mock.close());
  await expect(run({ ...env, JUST_ONE_BASE_URL: mock.url }, change)).rejects.toThrow(message);
  expect(mock.requests).toEqual([]);
});

test("a file that is no list of calls is refused by name", async () => {
  const file = join(await makeFolder(), "calls.json");
  for (const content of ["{}", "[]", '[{"operation":1}]']) {
    await writeFile(file, content);
    await expect(readCalls(file)).rejects.toThrow(`${file}: expected a list`);
  }
});

test("without a terminal to ask in, the command wants --yes", async () => {
  await using mock = await startMockServer();
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const env = { ...process.env, JUST_ONE_TOKEN: token, JUST_ONE_BASE_URL: mock.url };
  const start = (...args: string[]): Promise<{ code: unknown; output: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, ["--conditions=@just-one/source", main, ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, output: stdout + stderr }),
      );
    });
  expect(await start("--live")).toMatchObject({ code: 2, output: expect.stringContaining("or add --yes") });
  expect(mock.requests).toEqual([]);
  const { code, output } = await start("--live", "--yes");
  expect([code, output]).toEqual([0, expect.stringContaining("At most 1 billed call")]);
  expect(output).not.toContain(token);
  expect(mock.requests).toHaveLength(1);
  expect(await start("nonsense")).toMatchObject({ code: 2 });
});
