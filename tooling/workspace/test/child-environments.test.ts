import { glob, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { withoutToken } from "@just-one/secrets/without-token";
import { makeEnvironment } from "@just-one/vitest/make-environment";
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

test("of whoever started the tests nothing reaches them but where programs and temporary files are", () => {
  const theirs = {
    JUST_ONE_TOKEN: "t",
    JUST_ONE_BASE_URL: "b",
    JUST_ONE_PROFILE: "p",
    XDG_DATA_HOME: "/d",
    HTTP_PROXY: "h",
    no_proxy: "n",
    NODE_OPTIONS: "--no-warnings",
    NODE_ENV: "production",
    GIT_DIR: "/g",
    PGPASSWORD: "w",
    npm_config_registry: "r",
    COLUMNS: "20",
    DEBUG: "*",
    FORCE_COLOR: "3",
    NO_COLOR: "1",
    CI: "1",
    LC_ALL: "zh_CN.UTF-8",
    HOME: "/home/me",
    TZ: "Asia/Kathmandu",
    TERM: "dumb",
  };
  const needed = { PATH: "/bin", Path: "/bin", TMPDIR: "/t", JUST_ONE_VENDOR_DIR: "/v", JUST_ONE_RUNTIMES_DIR: "/r" };
  expect(makeEnvironment({ ...theirs, ...needed }, "/h")).toEqual({
    ...makeEnvironment({}, "/h"),
    ...needed,
    STARTED_HOME: "/home/me",
  });
});

test("tests run in that environment, with a home folder of their own and everybody's umask", () => {
  const { HOME = "" } = process.env;
  expect(process.env).toMatchObject(makeEnvironment({}, HOME));
  for (const name of ["JUST_ONE_TOKEN", "CI", "SHELL", "PWD"]) expect(process.env).not.toHaveProperty(name);
  expect(basename(HOME)).toMatch(/^just-one-home-/);
  expect(process.umask()).toBe(0o022);
});

test("every package's tests start from the shared settings", async () => {
  const strays: string[] = [];
  for await (const file of glob("{examples,packages/*,apps/*,tooling/*}/vitest*.config.ts", { cwd: root })) {
    if (!/from "@just-one\/vitest"/.test(await readFile(`${root}${file}`, "utf8"))) strays.push(file);
  }
  expect(strays).toEqual([]);
});

test("what tests start takes from the processes before it what Node compiled", () => {
  expect(process.env["NODE_COMPILE_CACHE"]).toMatch(/node_modules/);
});
