import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { FaultServer } from "@just-one/testing";
import { expect } from "vitest";
import type { Step } from "../bad-clients/death.ts";
import { openTestServer, spread, token } from "./open-test-server.ts";

/** A process, where it may write, and whom it asks. */
export interface Victim {
  readonly main: string;
  readonly transport: "stdio" | "HTTP";
  readonly home: { readonly path: string };
  readonly cache: string;
  readonly vendor: Pick<FaultServer, "url">;
  /** Lets the vendor answer. */
  readonly letGo: (id: string) => void;
  readonly isWaiting: (id: string) => boolean;
}

/**
 * Starts a process, asks it one question and kills it when it has written so much. Nothing in it stops it there: whoever holds a
 * file's lock keeps it from writing on.
 */
export async function killAtStep(
  step: Exclude<Step, "sent" | "settled">,
  oAuthorId: string,
  victim: Victim,
): Promise<void> {
  const { home, vendor, letGo } = victim;
  const made = openTestServer(vendor, home);
  await made.services.memory(); // makes the files
  await made[Symbol.asyncDispose]();
  const folder = vendor.url.replaceAll(/[^A-Za-z0-9.-]+/g, "_");
  using calls = openFile(join(home.path, "state", "just-one-mcp", folder, "calls"));
  using ledger = openFile(join(home.path, "data", "just-one", folder, "ledger"));
  const countCalls = (state: string): number => calls.count(`calls where state = '${state}'`);
  const { child, ask } = await start(victim);
  const ended = once(child, "exit");
  if (step === "claimed" || step === "reserved") ledger.lock();
  const answered = ask(oAuthorId);
  if (step === "claimed" || step === "reserved") await expect.poll(() => countCalls("claimed"), patience).toBe(1);
  if (step === "reserved") {
    calls.lock();
    ledger.unlock();
    await expect.poll(() => ledger.count("entries"), patience).toBe(1);
  }
  if (step === "left" || step === "arrived" || step === "stored") {
    await expect.poll(() => victim.isWaiting(oAuthorId), patience).toBe(true);
  }
  if (step === "arrived") calls.lock();
  if (step === "stored") ledger.lock();
  if (step === "arrived" || step === "stored" || step === "answered") letGo(oAuthorId);
  if (step === "stored") await expect.poll(() => countCalls("done"), patience).toBe(1);
  if (step === "answered") await answered;
  child.kill("SIGKILL");
  await ended;
}

const patience = { timeout: 60_000, interval: 10 };

interface LockedFile extends Disposable {
  lock(): void;
  unlock(): void;
  count(what: string): number;
}

function openFile(path: string): LockedFile {
  const reader = new DatabaseSync(path, { readOnly: true });
  const writer = new DatabaseSync(path);
  let isLocked = false;
  const unlock = (): void => {
    if (isLocked) writer.exec("rollback");
    isLocked = false;
  };
  return {
    lock: () => {
      writer.exec("pragma busy_timeout = 60000; begin immediate");
      isLocked = true;
    },
    unlock,
    count: (what) => Number(reader.prepare(`select count(*) as count from ${what}`).get()?.["count"]),
    [Symbol.dispose]: () => {
      unlock();
      writer.close();
      reader.close();
    },
  };
}

interface Started {
  readonly child: ChildProcess;
  /** Resolves with whatever came first; never where it is killed before. */
  readonly ask: (oAuthorId: string) => Promise<unknown>;
}

async function start({ main, transport, home, cache, vendor }: Victim): Promise<Started> {
  const child = spawn(process.execPath, [main, ...(transport === "HTTP" ? ["serve", "--port", "0"] : [])], {
    stdio: ["pipe", "pipe", "ignore"],
    env: {
      HOME: home.path,
      // What the process of an earlier test has compiled.
      XDG_CACHE_HOME: cache,
      JUST_ONE_TOKEN: token,
      JUST_ONE_BASE_URL: vendor.url,
      XDG_STATE_HOME: join(home.path, "state"),
      XDG_DATA_HOME: join(home.path, "data"),
    },
  });
  if (transport === "HTTP") {
    const [url] = (await once(child.stdout, "data")) as readonly unknown[];
    const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    return {
      child,
      ask: async (oAuthorId) => {
        const body = JSON.stringify(callOf(oAuthorId));
        return fetch(String(url).trim(), { method: "POST", headers, body })
          .then((response) => response.text())
          .catch(() => "");
      },
    };
  }
  const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "x", version: "1" } };
  const greeted = once(child.stdout, "data");
  child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
  await greeted;
  return {
    child,
    ask: async (oAuthorId) => {
      const answer = once(child.stdout, "data");
      child.stdin.write(`${JSON.stringify(callOf(oAuthorId))}\n`);
      return answer;
    },
  };
}

function callOf(oAuthorId: string): object {
  const args = { operation: spread, params: { oAuthorId } };
  return { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "call_operation", arguments: args } };
}
