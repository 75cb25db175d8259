import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

const run = (...args: string[]): ReturnType<typeof spawn> =>
  spawn(process.execPath, ["--conditions=@just-one/source", "src/mock-command.ts", ...args], {
    cwd: new URL("..", import.meta.url),
    stdio: ["ignore", "pipe", "pipe"],
  });

// Windows has no signals: a process there is ended, not asked.
test.skipIf(process.platform === "win32")("prints where it listens, and ends with the signal", async () => {
  const child = run();
  // Safe: stdout is a pipe, as asked for above.
  const lines = createInterface({ input: child.stdout! });
  const [url] = (await once(lines, "line")) as [string];
  expect((await fetch(`${url}/api/nothing`)).status).toBe(404);
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
});

// Put together here: nothing that looks like a secret stands in this file.
const tokenLike = ["Ab3xK9mQ", "2rT7vW5yZ8dF"].join("");

test.each([
  [`--port=${tokenLike}`, 'not "…"'],
  [`--document=${tokenLike}`, "open '…'"],
  [`--${tokenLike}=1`, "Unknown option '…'"],
  [tokenLike, "Unexpected argument '…'"],
  ["--port=99999", '--port takes 0 to 65535, not "99999"'],
  ["--document=nowhere.json", "ENOENT"],
  ["--nonsense", "Unknown option '--nonsense'"],
])("%s is one clear line and exit 1", async (argument, message) => {
  const child = run(argument);
  let text = "";
  child.stderr!.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  expect(text).toMatch(/^mock: [^\n]+\n$/);
  expect(text).toContain(message);
});
