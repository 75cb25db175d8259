import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { pickBrowserEnvironment } from "../src/server/browser-environment.ts";
import { takeVariables } from "../src/server/take-variables.ts";
import { markedToken } from "./support/start-dashboard.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** A computer on which opening a browser tells what it was given instead. */
async function createComputer(): Promise<{ readonly folder: string; readonly pipe: string }> {
  const folder = await mkdtemp(join(tmpdir(), "dashboard-browser-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const pipe = join(folder, "pipe");
  await promisify(execFile)("mkfifo", [pipe]);
  for (const name of ["xdg-open", "open"]) {
    const script = `#!/bin/sh\n{ env; echo "argument=$*"; ls -l "$1"; echo "page="; cat "$1"; } > '${pipe}'\n`;
    await writeFile(join(folder, name), script);
    await chmod(join(folder, name), 0o755);
  }
  return { folder, pipe };
}

describe.skipIf(process.platform === "win32")("the browser that is opened (skipped on Windows)", () => {
  test("inherits no secret, and finds its key in a file of this user's, not among its arguments", async () => {
    const { folder, pipe } = await createComputer();
    const secrets = {
      JUST_ONE_TOKEN: markedToken,
      JUST_ONE_BASE_URL: "http://marked:marked@127.0.0.1:9",
      AWS_SECRET_ACCESS_KEY: "marked",
      GITHUB_TOKEN: "marked",
      DATABASE_URL: "marked",
      HTTPS_PROXY: "http://marked:marked@127.0.0.1:9",
      NODE_OPTIONS: "--title=marked",
      PATHS: "marked",
    };
    const given = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, TMPDIR: folder, DISPLAY: ":7", LC_ALL: "C" };
    const child = spawn(process.execPath, ["--conditions=@just-one/source", main, "--port", "0"], {
      env: { ...given, ...secrets, JUST_ONE_BASE_URL: "http://127.0.0.1:9" },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const printed = once(child.stdout, "data");
    let told = "";
    child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));

    const [environment = "", page] = (await readFile(pipe, "utf8")).split("page=");
    expect(environment).not.toContain("marked");
    expect(environment).toMatch(/^DISPLAY=:7$/m);
    expect(environment).toMatch(/^LC_ALL=C$/m);
    const entrance = String(await printed).trim();
    expect(entrance).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{43}$/);
    expect(environment).not.toContain("key=");
    expect(environment).toMatch(/^argument=\S+\.html$/m);
    expect(environment).toMatch(/^-rw------- /m);
    expect(page).toContain(entrance);
    await expect.poll(() => told).toContain("Open the address above");
    expect(told).not.toContain("key=");

    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect((await readdir(folder)).toSorted()).toEqual([".local", "open", "pipe", "xdg-open"]);
  });
});

test("no name but those of user, screen and system reaches a browser, in any case", () => {
  const secret = [
    "JUST_ONE_TOKEN",
    "just_one_token",
    "PATH_TOKEN",
    "XDG_TOKEN",
    "LC_",
    "HOME_KEY",
    "HTTP_PROXY",
    "",
    "X",
  ];
  const needed = ["PATH", "Path", "SystemRoot", "ProgramFiles(x86)", "XDG_RUNTIME_DIR", "WAYLAND_DISPLAY", "LC_CTYPE"];
  const variables = Object.fromEntries([...secret, ...needed].map((name) => [name, "x"]));
  expect(Object.keys(pickBrowserEnvironment(variables)).toSorted()).toEqual(needed.toSorted());
});

test("the token is taken out of the process's environment, for every child and report", () => {
  const environment = { JUST_ONE_TOKEN: markedToken, PATH: "/bin" };
  expect(takeVariables(environment)).toEqual({ JUST_ONE_TOKEN: markedToken, PATH: "/bin" });
  expect(environment).toEqual({ PATH: "/bin" });
});
