import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

async function runProgram(url: URL): Promise<string> {
  const file = fileURLToPath(url);
  // A process that something keeps alive is killed, which is an error.
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@just-one/source", file], {
    timeout: 60_000,
    env: { ...process.env, VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined },
  });
  return stdout;
}

test("closed servers leave nothing behind that keeps a process alive", async () => {
  expect(await runProgram(new URL("./watched/start-and-close.ts", import.meta.url))).toBe("closed\n");
});

test("workers in parallel and reruns in watch mode do not get in each other's way", async () => {
  expect(await runProgram(new URL("./watched/run-twice.ts", import.meta.url))).toBe("2 2\n");
});
