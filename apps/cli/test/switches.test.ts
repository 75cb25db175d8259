import { spawn, spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { environmentFor, markedToken, type Ran, type RunOptions, runCli } from "./support/run-cli.ts";

const server: FaultServer = await startFaultServer({ respond: () => ({ item_num: "9", play_mid: "100" }) });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "just-one-switches-"));
  server.reset();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => server.close());
const run = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  runCli(args, { environment: environmentFor(server), ...options });

describe("the bare command", () => {
  test("prints its help on stdout and is no failure", async () => {
    const { exitCode, stdout, stderr } = await runCli([]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Usage: just-one");
    expect(stdout).toContain("collect");
  });

  test("tells its version", async () => {
    const { exitCode, stdout } = await runCli(["--version"]);
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${version}\n` });
  });
});

describe("ids through a pipe", () => {
  test.each([[[]], [["-"]], [["--ids-file", "-"]]])("are read with %j", async (args) => {
    const { exitCode, stdout } = await run(["spread", ...args], {
      stdin: "7048929565493690398\n6872530415792046083\n",
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(2);
  });

  test("come besides those that are named where - asks for them, and are left alone where it does not", async () => {
    const stdin = "7048929565493690398";
    expect(JSON.parse((await run(["spread", "7001", "-"], { stdin })).stdout)).toHaveLength(2);
    expect(JSON.parse((await run(["spread", "7001"], { stdin })).stdout)).toHaveLength(1);
  });

  test("that hold none are wrong use", async () => {
    const { exitCode, stderr } = await run(["spread"], { stdin: "" });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("name at least one creator")]);
  });
});

describe("-o", () => {
  test("writes the file whole, for its owner alone, in the format of its name", async () => {
    const file = join(folder, "creators.csv");
    writeFileSync(file, "old", { mode: 0o644 });
    const { exitCode, stdout } = await run(["spread", "7001", "-o", file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(readFileSync(file, "utf8")).toMatch(/^\uFEFFoAuthorId,Status,/);
    // Windows has no such rights
    expect(process.platform === "win32" ? 0o600 : statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["creators.csv"]);
  });

  test("leaves what is there alone where there is nothing to write", async () => {
    const file = join(folder, "creators.json");
    writeFileSync(file, "old");
    expect((await run(["spread", "nonsense", "-o", file])).exitCode).toBe(2);
    expect(readFileSync(file, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["creators.json"]);
  });

  test("refuses a place that cannot be written to before anything is sent", async () => {
    const { exitCode, stderr } = await run(["spread", "7001", "-o", join(folder, "missing", "x.csv")]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("(ENOENT)")]);
    expect(server.sumUp().arrived).toBe(0);
  });

  test("refuses a folder before anything is sent", async () => {
    const { exitCode, stderr } = await run(["spread", "7001", "-o", folder]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("(EISDIR)")]);
    expect(server.sumUp().arrived).toBe(0);
  });

  test("puts what was paid for on stdout where the file cannot be put in its place", async () => {
    const file = join(folder, "creators.json");
    await using vendor = await startFaultServer({
      respond: () => {
        mkdirSync(file, { recursive: true }); // a folder cannot be replaced by a file
        return { item_num: "9" };
      },
    });
    const { exitCode, stdout } = await runCli(["spread", "7001", "-o", file], { environment: environmentFor(vendor) });
    expect(exitCode).toBe(1); // 2 would say that nothing was sent
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(["creators.json"]);
  });

  test.skipIf(process.platform === "win32")("follows a link, and replaces nothing that is no file", async () => {
    const [file, link, pipe] = ["creators.json", "link.json", "pipe.json"].map((name) => join(folder, name));
    if (file === undefined || link === undefined || pipe === undefined) throw new Error("three names");
    writeFileSync(file, "old");
    symlinkSync(file, link);
    expect((await run(["spread", "7001", "-o", link])).exitCode).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(file, "utf8"))).toHaveLength(1);
    expect(spawnSync("sh", ["-c", `mkfifo "${pipe}"`]).status).toBe(0);
    const reader = spawn("cat", [pipe], { stdio: ["ignore", "pipe", "inherit"] });
    const [read] = await Promise.all([text(reader.stdout), run(["spread", "7001", "-o", pipe])]);
    expect(JSON.parse(read)).toHaveLength(1);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });
});

describe("what is said beside the data", () => {
  test("is nothing with --quiet, but for failures", async () => {
    expect((await run(["spread", "7001", "7002", "7001", "--quiet"], { columns: 80 })).stderr).toBe("");
    expect((await run(["spread", "7001", "--mock", "--quiet"])).stderr).toBe("");
    server.enqueue(["400"]);
    expect((await run(["spread", "7001", "--quiet"])).stderr).toContain("code 400");
  });

  test("is every request with --verbose, without token and parameters", async () => {
    server.enqueue(["301", "0"]);
    const { stderr } = await run(["spread", "7001", "--verbose"], { columns: 80 });
    expect(stderr).toMatch(
      /^> GET \S+ 200 code 301 \d+ ms unbilled\n> GET \S+ again in \d+ ms\n> GET \S+ 200 code 0 \d+ ms billed\n/,
    );
    expect(stderr).not.toContain(markedToken);
    expect(stderr).not.toContain("7001");
    expect(stripVTControlCharacters(stderr)).not.toContain("\r");
  });
});

test("--timeout is what one attempt gets, and --concurrency how many go at once", async () => {
  await using silent = await startFaultServer({ choose: () => "hang" });
  const args = ["spread", "7001", "--timeout", "1", "--max-calls", "1"];
  const { exitCode, stdout } = await runCli(args, { environment: environmentFor(silent) });
  expect([exitCode, JSON.parse(stdout)]).toEqual([
    1,
    [expect.objectContaining({ reason: "timeout", billing: "unknown" })],
  ]);
  let [now, most] = [0, 0];
  await using counting = await startFaultServer({
    respond: async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return { item_num: "9" };
    },
  });
  const ids = Array.from({ length: 12 }, (_, index) => String(7001 + index));
  await runCli(["spread", ...ids, "--concurrency", "1"], { environment: environmentFor(counting) });
  expect(most).toBe(1);
  for (const wrong of [
    ["--timeout", "0"],
    ["--concurrency", "x"],
    ["--price", "cheap"],
  ]) {
    expect((await run(["spread", "7001", ...wrong])).exitCode).toBe(2);
  }
});

test("a shell completes commands, options and their values, those of collect among them", async () => {
  const { stdout } = await runCli(["completion", "bash"]);
  const complete = (...words: string[]): string[] => {
    const script = `${stdout}\nCOMP_WORDS=(just-one ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _just_one; echo "\${COMPREPLY[@]}"`;
    return spawnSync("bash", ["-c", script], { encoding: "utf8" }).stdout.trim().split(" ");
  };
  expect(complete("sp")).toEqual(["spread"]);
  expect(complete("spread", "--ra")).toEqual(["--range", "--raw"]);
  expect(complete("spread", "--range", "DAY_3")).toEqual(["DAY_30"]);
  expect(complete("collect", "--max-l")).toEqual(["--max-lost"]);
  expect((await runCli(["completion", "zsh"])).stdout).toContain("bashcompinit");
  expect((await runCli(["completion", "fish"])).stdout).toContain(
    "complete -c just-one -n '__fish_seen_subcommand_from spread' -l range -xa 'DAY_30 DAY_90'",
  );
  expect((await runCli(["completion", "tcsh"])).exitCode).toBe(2);
});
