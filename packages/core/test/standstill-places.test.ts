import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { envelope } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

// Longer than what each call may take; the one thing here that only time itself can bring.
const stillMs = 1000;

test.each<[string, number, (child: Child) => Promise<unknown>]>([
  ["a loop that is blocked", stillMs, async () => undefined],
  [
    "a process that is stopped and continued",
    0,
    async (child) => {
      child.kill("SIGSTOP");
      await sleep(stillMs);
      child.kill("SIGCONT");
    },
  ],
])("%s leaves no call hanging and no place taken", async (_name, blockMs, act) => {
  const url = await startServer((_request, response) => void setTimeout(() => response.end(envelope(0)), 60));
  const child = start(url, blockMs);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("under way");
  await act(child);
  const report: unknown = JSON.parse(String((await lines.next()).value));
  expect(report).toEqual({ ended: 12, after: 12 });
});

type Child = ChildProcessByStdio<null, Readable, null>;

function start(url: string, blockMs: number): Child {
  const script = fileURLToPath(new URL("support/standstill-places-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=@just-one/source", script, url, String(blockMs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });
  return child;
}
