import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withoutToken } from "@just-one/secrets/without-token";
import { sumUp } from "./sum-up.ts";

// `test`: everything CI checks, through turbo; at the end what failed, a line each, and one line that sums it up.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const tasks = ["build", "typecheck", "test", "check", "check:package", "lint", "format:check", "unused"];

const turbo = spawn(
  "turbo",
  [
    "run",
    ...tasks,
    "--continue=dependencies-successful",
    "--concurrency=200%", // tests wait for children, pages and databases for a good part of their time
    "--summarize",
    "--output-logs=new-only",
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32", // turbo is a .cmd there
    env: {
      ...withoutToken(process.env),
      TURBO_TELEMETRY_DISABLED: "1",
      NODE_COMPILE_CACHE: join(root, "node_modules/.cache/node"), // as in tests, for what starts them
    },
  },
);
process.on("SIGINT", () => {}); // turbo gets it too, and tells how far it came
const [exitCode] = await once(turbo, "exit");

const { passed, failed, skipped, failures } = await sumUp(root);
for (const failure of failures) process.stdout.write(`\nfailed: ${failure}`);
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = exitCode === 0 && failed === 0 ? 0 : 1;
