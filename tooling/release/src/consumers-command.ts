import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startMockServer } from "@just-one/testing";
import { findTools } from "./consumers/find-tools.ts";
import { listConsumers } from "./consumers/list-consumers.ts";
import { publishWorkingTree } from "./consumers/publish-working-tree.ts";
import { tryConsumer } from "./consumers/try-consumer.ts";
import { startRegistry } from "./rehearsal/start-registry.ts";
import { runTool } from "./run-tool.ts";

// `consumers [NAME…] [--list]`: packs what lies here, publishes it on a registry that lives as long as this command, and
// lets the outside projects of tooling/consumers/ install and use it, all of them or those that are named.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: "boolean" } },
});
const all = await listConsumers(root);
const unknown = positionals.find((name) => all.every((consumer) => consumer.name !== name));
if (values.list === true) for (const { name, proves } of all) process.stdout.write(`${name}: ${proves}\n`);
else if (unknown === undefined) await tryAll();
else {
  process.stderr.write(`consumers: there is none called ${JSON.stringify(unknown)}; --list names them\n`);
  process.exitCode = 2;
}
process.exit(); // verdaccio keeps a timer of its storage

async function tryAll(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-consumers-"));
  await using mock = await startMockServer();
  try {
    const { stdout } = await runTool(["npm", "config", "get", "registry"], { cwd: folder });
    const { npmrc } = await startRegistry(
      join(folder, "registry"),
      process.env["npm_config_registry"] ?? stdout.trim(),
    );
    await writeFile(join(folder, ".npmrc"), npmrc);
    await publishWorkingTree(root, folder);
    const chosen = positionals.length === 0 ? all : all.filter(({ name }) => positionals.includes(name));
    for (const consumer of chosen) {
      const tools = await findTools(consumer);
      if ("missing" in tools) {
        process.stdout.write(`skipped ${consumer.name}: there is no ${tools.missing} on this machine\n`);
        continue;
      }
      const begin = performance.now();
      const surroundings = { folder: join(folder, `try-${consumer.name}`), npmrc, url: mock.url, ...tools };
      const failure = await tryConsumer(consumer, surroundings).catch(String);
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      process.stdout.write(
        `${failure === undefined ? "ok" : "FAILED"} ${consumer.name} (${seconds} s): ${consumer.proves}\n`,
      );
      if (failure === undefined) continue;
      process.stderr.write(`${failure}\n`);
      process.exitCode = 1;
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
