import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMockServer } from "@just-one/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
let mock: Awaited<ReturnType<typeof startMockServer>>;

beforeAll(async () => {
  mock = await startMockServer();
});
afterAll(() => mock.close());

async function runExample(name: string): Promise<string> {
  const file = fileURLToPath(new URL(`../${name}.ts`, import.meta.url));
  const env = { ...process.env, JUST_ONE_TOKEN: "marked-token-for-tests", JUST_ONE_BASE_URL: mock.url };
  const { stdout } = await run(process.execPath, ["--conditions=@just-one/source", file], { env });
  return stdout;
}

test("one-call prints the median plays and what the call cost", async () => {
  expect(await runExample("one-call")).toMatch(/^median plays: \d+, billed: billed$/m);
});

test("many-creators stops at its budget and sums up what was spent", async () => {
  const output = await runExample("many-creators");
  expect(output.match(/plays$/gm)).toHaveLength(3);
  expect(output).toMatch(/0004: budget$/m);
  expect(output).toMatch(/^3 calls, 0.9 spent on \d{4}-\d\d-\d\d$/m);
});

test("retry-and-cache retries what cost nothing and asks the cache the second time", async () => {
  mock.enqueue(["301", "302", "0"]);
  const output = await runExample("retry-and-cache");
  expect(output.match(/^event: .+$/gm)).toEqual(
    ["attempt", "retry", "attempt", "retry", "attempt", "billed", "cached"].map((type) => `event: ${type}`),
  );
  expect(output).toContain("attempts: 3, second from the cache: true");
});

test("the README shows one-call as it is compiled and run", async () => {
  const [example, readme] = await Promise.all(
    ["../one-call.ts", "../../README.md"].map((path) => readFile(new URL(path, import.meta.url), "utf8")),
  );
  const region = /\/\/ #region readme\n([^]*?)\/\/ #endregion/.exec(example ?? "")?.[1];
  expect(readme).toContain(`\`\`\`ts\n${region}\`\`\``);
});
