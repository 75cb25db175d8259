import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { withoutToken } from "@just-one/secrets/without-token";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Those who start processes and say in another way that these do not get the token. */
const others = new Set([
  "apps/dashboard/src/server/open-browser.ts", // held by the dashboard's own tests
  "tooling/release/consumer/run-command.ts", // leaves out every JUST_ONE_ variable
  "tooling/release/src/publish/commit-files.ts", // cleanEnvironment
  "tooling/release/src/rehearsal/serve-mock.ts", // cleanEnvironment
  "tooling/release/src/run-tool.ts", // cleanEnvironment
]);

test("no process that ours start inherits the token", async () => {
  const starters: string[] = [];
  const unclean: string[] = [];
  for await (const file of glob("{packages,apps,tooling}/*/{src,consumer}/**/*.{ts,tsx}", { cwd: root })) {
    const text = await readFile(`${root}${file}`, "utf8");
    if (!/from "node:(?:child_process|worker_threads|cluster)"/.test(text)) continue;
    starters.push(file);
    const started = text.match(startsProcess) ?? [];
    const clean = text.match(/withoutToken\(/g) ?? [];
    if (!others.has(file) && clean.length < started.length) unclean.push(file);
  }
  expect(unclean).toEqual([]);
  expect(starters.length).toBeGreaterThan(8);
});

/** A call of what starts a process, also where it was promisified. */
const startsProcess = /\b(?:spawn|spawnSync|fork|exec|execSync|execFile|execFileSync|run)\(|promisify\(execFile\)\(/g;

test("an environment loses the token, however its name is written, and nothing else", () => {
  expect(withoutToken({ JUST_ONE_TOKEN: "t", just_one_token: "t", JUST_ONE_BASE_URL: "b", PATH: "p" })).toEqual({
    JUST_ONE_BASE_URL: "b",
    PATH: "p",
  });
});

test("tests do not have it", () => {
  expect(process.env).not.toHaveProperty("JUST_ONE_TOKEN");
});

test("what tests start takes from the processes before it what Node compiled", () => {
  expect(process.env["NODE_COMPILE_CACHE"]).toMatch(/node_modules/);
});
