import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { noticesFile } from "@just-one/tsconfig/third-party-notices.ts";
import { build } from "tsdown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tellInstall } from "../src/commands/tell-install.ts";
import manifest from "../package.json" with { type: "json" };
import config from "../tsdown.config.ts";
import { hostileDocument, pullDocument } from "./support/hostile-library.ts";
import { startFaultServer } from "@just-one/testing";
import { readUser } from "../src/settings/read-user.ts";
import { killAtStep } from "./support/kill-at-step.ts";
import { makeHome, openTestServer, spread } from "./support/open-test-server.ts";

const home = makeHome();
const outDir = join(home.path, "dist");
beforeAll(async () => {
  // From sources: nothing has to be built before a test.
  const inputOptions = { resolve: { conditionNames: ["@just-one/source", "node", "import", "default"] } };
  const hooks = {};
  await build({ ...config, config: false, outDir, sourcemap: false, logLevel: "silent", inputOptions, hooks });
});
afterAll(() => home[Symbol.dispose]());

const ask = (method: string, id: number, params: object): string =>
  `${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`;

test("what is published is one file, which imports nothing but the platform and stays small", () => {
  expect(readdirSync(outDir).toSorted()).toEqual([noticesFile, "main.js"]);
  const file = readFileSync(join(outDir, "main.js"));
  expect(gzipSync(file).length).toBeLessThanOrEqual(320 * 1024);
  const imported = [...file.toString().matchAll(/^import[^"'\n]*["']([^"'\n]+)["']/gm)].map(([, name]) => name);
  expect(imported.filter((name) => name?.startsWith("node:") !== true)).toEqual([]);
});

test("beside it stand the licences of all that is in it", () => {
  const [, ...notices] = readFileSync(join(outDir, noticesFile), "utf8").split(/\n-{80}\n/);
  const names = notices.map((notice) => notice.split(" ", 1)[0]);
  // What this package asks for and bundles, and what that brings along.
  const { devDependencies } = manifest;
  const asked = ["@hono/node-server", "@modelcontextprotocol/server", "jose", "pg"];
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(asked));
  expect(names).toEqual(expect.arrayContaining([...asked, "openapi-fetch", "zod", "pg-protocol"]));
  expect(names.filter((name) => name?.startsWith("@just-one/"))).toEqual([]);
  expect(notices.filter((notice) => !/copyright/i.test(notice))).toEqual([]);
  const ofMit = notices.filter((notice) => /^.* \(MIT\)\n/.test(notice));
  expect(ofMit.filter((notice) => !/permission is hereby granted/i.test(notice))).toEqual([]);
});

/** Starts the one file, says something and waits for so many answers. */
async function talk(args: readonly string[], said: string, count: number): Promise<string> {
  const running = promisify(execFile)(process.execPath, [join(outDir, "main.js"), ...args], {
    env: { HOME: home.path, XDG_DATA_HOME: join(home.path, "data") },
    cwd: home.path,
  });
  let answers = 0;
  running.child.stdout?.on("data", (chunk) => {
    answers += String(chunk).split('"result"').length - 1;
    if (answers >= count) running.child.stdin?.end();
  });
  running.child.stdin?.write(said);
  return (await running).stdout;
}

const call = (id: number, name: string, given: object): string =>
  ask("tools/call", id, { name, arguments: { ...given } });

const hello = ask("initialize", 1, {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "x", version: "1" },
});

test("the one file serves by itself, wherever it lies, and reads what was pulled", async () => {
  pullDocument(home, hostileDocument);
  const said =
    hello +
    call(2, "find_operations", { query: "sample thing" }) +
    call(3, "describe_operation", { operation: "GET /api/sample/thing-0/v1", example: true }) +
    call(4, "describe_operation", { operation: spread, example: true });
  const lines = (await talk(["--mock"], said, 4)).trim().split("\n");
  expect(lines[0]).toContain('"protocolVersion":"2025-11-25"');
  const failed = lines.filter((line) => line.includes('"isError":true'));
  expect([lines.length, failed]).toEqual([4, []]);
});

test("the lines of each client start it, as the official client does", async () => {
  const path = join(outDir, "main.js");
  const commands = ["claude", "cursor", "vscode", "codex"].map((client) => readCommand(tellInstall(client, path)));
  expect(commands).toEqual(commands.map(() => `node ${path}`));
  const env = { HOME: home.path, JUST_ONE_TOKEN: "made-up-token-of-a-client" };
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [path], env, stderr: "ignore" }));
  expect((await client.listTools()).tools).toHaveLength(7);
  await client.close();
});

test(
  "a process that is killed has paid once at most, and loses nothing that it has kept",
  { timeout: 120_000 },
  async () => {
    const waiting = new Map<string, () => void>();
    const arrived = new Map<string, number>();
    await using vendor = await startFaultServer({
      respond: async ({ params }) => {
        const id = String(params["oAuthorId"]);
        arrived.set(id, (arrived.get(id) ?? 0) + 1);
        if (arrived.get(id) === 1 && /left|arrived|stored/.test(id)) {
          await new Promise<void>((resolve) => waiting.set(id, resolve));
        }
        return { id };
      },
    });
    const victim = {
      main: join(outDir, "main.js"),
      cache: join(home.path, ".cache"),
      vendor,
      isWaiting: (id: string) => waiting.has(id),
      letGo: (id: string) => waiting.get(id)?.(),
    };
    // Who asks next is told what can be known: nothing of what was sent and not answered.
    const kills = [
      ["claimed", "stdio", { billed: "yes", data: { id: "claimed" } }],
      ["reserved", "HTTP", { billed: "yes", data: { id: "reserved" } }],
      ["left", "stdio", { error: "outcome_unknown" }],
      ["arrived", "HTTP", { error: "outcome_unknown" }],
      ["stored", "stdio", { billed: "no", data: { id: "stored" } }],
      ["answered", "HTTP", { billed: "no", data: { id: "answered" } }],
    ] as const;
    const told = await Promise.all(
      kills.map(async ([step, transport, expected]) => {
        using own = makeHome();
        await killAtStep(step, step, { ...victim, transport, home: own });
        await using next = openTestServer(vendor, own);
        const context = { principal: readUser() };
        const answer = await next.call("call_operation", { operation: spread, params: { oAuthorId: step } }, context);
        expect(answer.told).toMatchObject(expected);
        const { told: spending } = await next.call("get_spending", {}, context);
        return [step, arrived.get(step), spending["budget"]];
      }),
    );
    expect(told).toEqual(kills.map(([step]) => [step, 1, expect.objectContaining({ spentCalls: 1 })]));
  },
);

/** What a client starts, out of its lines: a command of a shell, JSON or TOML. */
function readCommand(lines: string): string {
  const shell = lines.trim().split(" -- ")[1];
  if (shell !== undefined) return shell;
  const [, toml, list = "[]"] = /command = "(.*)"\nargs = (.*)/.exec(lines) ?? [];
  const json = /^\{[\s\S]*\}$/m.exec(lines)?.[0] ?? "{}";
  const { mcpServers, servers } = JSON.parse(json) as Record<string, Record<string, ClientLines> | undefined>;
  const { command = toml, args = JSON.parse(list) as string[] } = (mcpServers ?? servers)?.["just-one"] ?? {};
  return [command].concat(args).join(" ");
}

interface ClientLines {
  readonly command?: string;
  readonly args?: string[];
}
