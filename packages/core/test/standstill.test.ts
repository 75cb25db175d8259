import { type ChildProcess, spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { envelope } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

const program = fileURLToPath(new URL("support/standstill-process.ts", import.meta.url));
const calls = 5; // each way, of which there are four
const packed = gzipSync(envelope(0, { data: { name: "x".repeat(300_000) } }));

/** Runs a process that stands still for 1600 ms during calls which may take 1000; the replies take 70. */
async function run(how: string): Promise<unknown> {
  let arrived = 0;
  let child: ChildProcess | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isTimed = request.url?.includes("id=timed") === true;
    if (isTimed && how === "stopped" && (arrived += 1) === 4 * calls) {
      child?.kill("SIGSTOP");
      void sleep(1600).then(() => child?.kill("SIGCONT"));
    }
    if (isTimed) await sleep(50);
    response.writeHead(200, { "content-encoding": "gzip" });
    response.write(packed.subarray(0, 100));
    setTimeout(() => response.end(packed.subarray(100)), 20); // the head is there before the body is
  };
  const baseUrl = await startServer((request, response) => void answer(request, response));
  const node = ["--conditions=@just-one/source", "--disable-warning=ExperimentalWarning"];
  const started = spawn(process.execPath, [...node, program, baseUrl, how, String(calls)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  return JSON.parse(await text(started.stdout));
}

test.each(["in-io", "in-immediate", "in-timer", "stopped"])(
  "a reply that came in time is there after a standstill: %s",
  async (how) => {
    expect(await run(how)).toEqual({
      "built-in, timeoutMs": "ok",
      "built-in, deadlineMs": "ok",
      "pool, timeoutMs": "ok",
      "pool, deadlineMs": "ok",
    });
  },
);
