#!/usr/bin/env node
// Imports nothing before it has looked: an older Node would trip over what it cannot read, and print that.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 15)) {
  // What Node has compiled is kept, so that the next start need not do it again.
  const { enableCompileCache } = await import("node:module");
  const { findCacheFolder } = await import("./settings/folders.ts");
  enableCompileCache(findCacheFolder(process.env));
  // The SDK's checks write and compile a program for each message they see for the first time, which one client never gets back.
  Object.assign(globalThis, { __zod_globalConfig: { jitless: process.argv[2] !== "serve" } });
  (await import("./stdio-guard.ts")).keepStdoutClean();
  const { start } = await import("./start.ts");
  await start();
} else {
  process.stderr.write(`just-one-mcp: this is Node ${process.versions.node}, and the command needs 22.15 or later.\n`);
  process.exitCode = 1;
}
