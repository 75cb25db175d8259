import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runCommand } from "../src/commands/run-command.ts";
import { tellInstall } from "../src/commands/tell-install.ts";
import { findDataHome } from "../src/settings/folders.ts";
import { servingOptions } from "../src/settings/option-rows.ts";
import { parseOptions } from "../src/settings/parse-options.ts";
import { readSettings } from "../src/settings/read-settings.ts";
import { makeHome, openTestServer, spread, token } from "./support/open-test-server.ts";

let vendor: Awaited<ReturnType<typeof startFaultServer>>;
beforeAll(async () => {
  vendor = await startFaultServer({ respond: ({ params }) => ({ id: params["oAuthorId"] }) });
});
afterAll(() => vendor.close());
beforeEach(() => vendor.reset());

/** Runs a command of the operator's, beside servers that use the same home. */
async function run(
  home: { readonly path: string },
  command: string,
  more: Record<string, string> = {},
): Promise<{ code: number; told: string }> {
  const [name = "", ...args] = command.split(" ");
  let told = "";
  const code = await runCommand(name, args, {
    environment: {
      JUST_ONE_TOKEN: token,
      JUST_ONE_BASE_URL: vendor.url,
      XDG_STATE_HOME: join(home.path, "state"),
      XDG_DATA_HOME: join(home.path, "data"),
      ...more,
    },
    stdout: { write: (text) => (told += text) },
    stderr: { write: () => true },
    stop: AbortSignal.abort(),
  });
  return { code, told };
}

const call = (oAuthorId: string): object => ({ operation: spread, params: { oAuthorId } });

test("settle ends what nobody knows the outcome of: the budget knows it then, and the question may be asked again", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  expect((await run(home, "settle")).told).toBe("No call is of unknown outcome.\n");
  vendor.enqueue(["cut-body", "cut-body"]);
  const one = String((await server.call("call_operation", call("one"))).told["reply"]);
  const two = String((await server.call("call_operation", call("two"))).told["reply"]);
  expect((await run(home, "settle")).told.split("\n").map((line) => line.slice(0, one.length))).toEqual([one, two, ""]);
  await run(home, `settle ${one} billed`);
  await run(home, `settle ${two} unbilled`);
  expect((await server.call("get_spending")).told).toMatchObject({ unknown: [], budget: { spentCalls: 1 } });
  expect((await server.call("call_operation", call("one"))).told).toMatchObject({ billed: "yes" });
  await expect(run(home, `settle ${one} billed`)).rejects.toThrow("no call of unknown outcome");
  await expect(run(home, `settle ${two} perhaps`)).rejects.toThrow("billed or unbilled");
});

test("budget tells who spent what for what, and grants more for today", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--calls", "1", "--hard-calls", "1"]);
  await server.call("call_operation", { ...call("a"), purpose: "weekly report" });
  expect((await server.call("call_operation", call("b"))).isError).toBe(true);
  expect((await run(home, "budget")).told).toContain(`ann  weekly report  ${spread}: 1 paid`);
  await run(home, "budget --grant 1 --principal ann");
  expect((await server.call("call_operation", call("b"))).told).toMatchObject({ billed: "yes" });
});

test("doctor says what is missing, sends nothing and never tells the token", async () => {
  using home = makeHome();
  const fine = await run(home, "doctor");
  expect(fine.code).toBe(0);
  expect(fine.told).not.toContain(token);
  const without = await run(home, "doctor", { JUST_ONE_TOKEN: "" });
  expect([without.code, without.told]).toEqual([1, expect.stringContaining("MISSING token")]);
  const insecure = await run(home, "doctor", { JUST_ONE_BASE_URL: "http://vendor.example" });
  expect([insecure.code, insecure.told]).toEqual([1, expect.stringMatching(/MISSING files and budget: .*http/)]);
  const file = join(home.path, "plain");
  writeFileSync(file, "");
  expect((await run(home, "doctor", { XDG_STATE_HOME: file })).code).toBe(1);
  expect((await run(home, "doctor --host 0.0.0.0")).told).toContain("MISSING serve");
  expect(vendor.sumUp().arrived).toBe(0);
});

test("files of something else are told as such, and nothing is called", async () => {
  using home = makeHome();
  const folder = join(home.path, "state", "just-one-mcp", vendor.url.replaceAll(/[^A-Za-z0-9.-]+/g, "_"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "calls"), "not a database, and longer than a header of one would be".repeat(20));
  await using server = openTestServer(vendor, home);
  expect((await server.call("call_operation", call("a"))).told).toMatchObject({
    error: "failed",
    billed: "no",
    fix: expect.stringContaining("doctor"),
  });
  expect(vendor.sumUp().arrived).toBe(0);
});

test("a folder that is not absolute counts for nothing, as for the other commands of this user", () => {
  expect(findDataHome({ HOME: "/home/me", XDG_DATA_HOME: "data" })).toBe(join("/home/me", ".local/share/just-one"));
});

test("install writes the lines of each client, in which the token has a name and no value", () => {
  const path = "/opt/it's here/main.js";
  expect(tellInstall("claude", path)).toContain(String.raw`node '/opt/it'\''s here/main.js'`);
  for (const client of ["cursor", "vscode"]) {
    const [, json = ""] = /^#.*\n([\s\S]*)$/.exec(tellInstall(client, path)) ?? [];
    const { mcpServers, servers } = JSON.parse(json) as Record<
      string,
      Record<string, { readonly args: string[] }> | undefined
    >;
    expect((mcpServers ?? servers)?.["just-one"]?.args).toEqual([path]);
  }
  expect(tellInstall("codex", path)).toContain(`args = [${JSON.stringify(path)}]`);
  expect(tellInstall("claude", "/clone/apps/mcp/src/main.ts")).toContain(
    "-- node --conditions=@just-one/source /clone/apps/mcp/src/main.ts\n",
  );
  // of a project's file only is it documented that names become values
  expect(tellInstall("claude", path)).toMatch(
    /^# .*quotes are meant.*\n.* --scope project .*'\$\{JUST_ONE_TOKEN\}' -- /,
  );
  expect(() => tellInstall("nobody", path)).toThrow("claude, cursor, vscode, codex");
});

test.each(["${JUST_ONE_TOKEN}", "${env:JUST_ONE_TOKEN}", " ${input:just-one-token} ", ""])(
  "%j, which a client hands on that finds no variable, is no token",
  (JUST_ONE_TOKEN) => {
    expect(readSettings(parseOptions([], servingOptions), { JUST_ONE_TOKEN })).not.toHaveProperty("token");
  },
);

test.each([
  ["nonsense"],
  ["serve --token abc"],
  ["settle a b c"],
  ["budget --grant many"],
  ["budget --prices /missing"],
])("refuses %s without repeating it", async (command) => {
  using home = makeHome();
  const [, word = command] = command.split(" ");
  await expect(run(home, command)).rejects.toThrow(expect.objectContaining({ name: "SettingsError" }) as Error);
  await expect(run(home, command)).rejects.not.toThrow(word === "--token" ? "abc" : "no such text");
});
