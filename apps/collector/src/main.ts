#!/usr/bin/env node
// Imports nothing before it has looked: an older Node would trip over what it cannot read, and print that.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 15)) {
  const { start } = await import("./start.ts");
  await start();
} else {
  process.stderr.write(
    `just-one-collector: this is Node ${process.versions.node}, and the command needs 22.15 or later.\n`,
  );
  process.exitCode = 1;
}
