// Every root command starts here. Plain JavaScript for old Nodes: when the automatic install failed, pnpm goes on under
// the system's Node, and this file is what turns that into a sentence.
import { existsSync } from "node:fs";
import { commandHelp } from "./command-help.mjs";

const commands = {
  demo: "../apps/cli/src/demo.ts",
  test: "./workspace/src/test.ts",
  spec: "../packages/spec-sync/src/main.ts",
  "just-one": "../apps/cli/src/main.ts",
  "just-one-mcp": "../apps/mcp/src/main.ts",
  mock: "../packages/testing/src/mock-command.ts",
  dashboard: "../apps/dashboard/src/develop.ts",
  bench: "./bench/src/main.ts",
  "release:rehearse": "./release/src/rehearse-command.ts",
  "release:version": "./release/src/version-command.ts",
  "release:pack": "./release/src/pack-command.ts",
  "release:old-tests": "./release/src/old-tests-command.ts",
  consumers: "./release/src/consumers-command.ts",
  contract: "./contract/src/main.ts",
};

const [name, ...args] = process.argv.slice(2);
const [major, minor] = process.versions.node.split(".").map(Number);
const isInstalled = existsSync(new URL("../node_modules/.modules.yaml", import.meta.url));
const isPinnedNode = major > 24 || (major === 24 && minor >= 18);
const asksForHelp = args.includes("--help") || args.includes("-h");

if (asksForHelp && Object.hasOwn(commandHelp, name)) {
  process.stdout.write(commandHelp[name]);
} else if (!isInstalled) {
  const { packageManager } = JSON.parse(
    (await import("node:fs")).readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  process.stderr.write(
    `\njust-one: the dependencies are not installed${isPinnedNode ? "" : `, so this runs under Node ${process.versions.node} instead of the pinned one`}.\n` +
      `The lines above say why the automatic install failed; most often the package registry cannot be reached.\n` +
      `When it can, run:  npx --yes ${packageManager} install\n` +
      `Then the same command again.\n`,
  );
  process.exitCode = 1;
} else if (!isPinnedNode) {
  process.stderr.write(
    `\njust-one: this runs under Node ${process.versions.node}, and needs 24.18 or later. ` +
      `Start it as  pnpm ${process.argv.slice(2).join(" ")}  in the project's folder: pnpm brings the pinned Node along.\n`,
  );
  process.exitCode = 1;
} else if (commands[name] === undefined) {
  process.stderr.write(`just-one: there is no command "${name}"; use one of ${Object.keys(commands).join(", ")}\n`);
  process.exitCode = 1;
} else {
  process.argv.splice(1, process.argv.length, name, ...args);
  await import(commands[name]);
}
