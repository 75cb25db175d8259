import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const next = "node_modules/next/dist/bin/next";
const build = spawn(process.execPath, [next, "build"], { stdio: ["ignore", "pipe", "pipe"] });
const ended = once(build, "exit");
const printed = (await Promise.all([build.stdout.toArray(), build.stderr.toArray(), ended.then(() => [])]))
  .flat()
  .join("");
assert(!/not supported in the Edge Runtime|Node\.js API|error/i.test(printed) && build.exitCode === 0, printed);

const server = spawn(process.execPath, [next, "start", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
try {
  for await (const line of createInterface(server.stdout)) {
    const [address] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    if (address === undefined) continue;
    const reply = await fetch(`${address}/plays`, { method: "POST" });
    assert.deepEqual([reply.status, (await reply.json()).billing], [200, "billed"]);
    break;
  }
} finally {
  server.kill();
}
