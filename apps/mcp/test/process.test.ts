import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeHome, openTestServer, spread, token } from "./support/open-test-server.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
let vendor: Awaited<ReturnType<typeof startFaultServer>>;
let release: (() => void)[] = [];
beforeAll(async () => {
  vendor = await startFaultServer({
    respond: async ({ params }) => {
      if (params["oAuthorId"] === "slow") await new Promise<void>((resolve) => release.push(resolve));
      return { id: params["oAuthorId"] };
    },
  });
});
afterAll(() => vendor.close());
beforeEach(() => vendor.reset());

interface Started {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly send: (method: string, params: object) => void;
}

function start(home: { readonly path: string }): Started {
  const child = spawn(process.execPath, ["--conditions=@just-one/source", "--no-warnings", main], {
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
      HOME: home.path,
      JUST_ONE_TOKEN: token,
      JUST_ONE_BASE_URL: vendor.url,
      XDG_STATE_HOME: join(home.path, "state"),
      XDG_DATA_HOME: join(home.path, "data"),
    },
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (output.stderr += String(chunk)));
  let id = 0;
  return {
    child,
    output,
    send: (method, params) => {
      id += 1;
      child.stdin.write(
        `${JSON.stringify({ jsonrpc: "2.0", ...(method.startsWith("notifications/") ? {} : { id }), method, params })}\n`,
      );
    },
  };
}

const initialize = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "x", version: "1" } };
const callOf = (oAuthorId: string): object => ({
  name: "call_operation",
  arguments: { operation: spread, params: { oAuthorId } },
});

test("a process that is ended while a call is under way waits for it, and the next one answers from it; no byte holds the token", async () => {
  using home = makeHome();
  const { child, output, send } = start(home);
  const ended = once(child, "exit");
  send("initialize", initialize);
  send("notifications/initialized", {});
  send("tools/call", callOf("slow"));
  await expect.poll(() => release.length).toBe(1);
  child.stdin?.end();
  setImmediate(() => release.splice(0).forEach((go) => go()));
  expect(await ended).toEqual([0, null]);
  for (const line of output.stdout.trim().split("\n")) expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
  for (const line of output.stderr.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("event");
  expect(output.stderr).not.toContain("slow");

  await using server = openTestServer(vendor, home);
  const again = await server.call("call_operation", { operation: spread, params: { oAuthorId: "slow" } });
  expect(again.told).toMatchObject({ billed: "no", data: { id: "slow" } });
  expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });

  const written = [output.stdout, output.stderr, JSON.stringify(again), ...server.logged, ...readFiles(home.path)].join(
    "\n",
  );
  for (const spelling of [
    token,
    encodeURIComponent(token),
    Buffer.from(token).toString("base64"),
    Buffer.from(token).toString("base64url"),
    Buffer.from(token).toString("hex"),
  ]) {
    expect(written).not.toContain(spelling.replace(/=+$/, ""));
  }
});

/** All that was written, which nobody but this user may read. */
function readFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(".cache"))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      expect(statSync(path).mode & 0o077).toBe(0);
      return readFileSync(path, "latin1");
    });
}
