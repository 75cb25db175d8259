import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { makeEnvironment } from "./make-environment.ts";

// Here, before vitest starts its workers: these begin with the environment and the umask of this process, and what tests
// start inherits both.
const home = findHome();
const environment = makeEnvironment(process.env, home);
for (const name of Object.keys(process.env)) delete process.env[name];
Object.assign(process.env, environment);
process.umask(0o022);

// Hundreds of processes that tests start load the same modules; what Node compiled for one, the next one takes.
process.env["NODE_COMPILE_CACHE"] = fileURLToPath(new URL("../../node_modules/.cache/node", import.meta.url));

/** The vitest settings every package starts from: workspace sources instead of builds, and a report `test` can sum. */
export const preset: ViteUserConfig = defineConfig({
  resolve: { conditions: ["@just-one/source"] },
  ssr: { resolve: { conditions: ["@just-one/source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
    reporters: ["default", "json"],
    outputFile: { json: "test-results/vitest.json" },
    execArgv: ["--conditions=@just-one/source"],
    // A net for what hangs, not a measure: CI's machine may be small and busy.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
  },
});

/** A home folder for this run, empty and gone at its end; the one that is there when the settings are read again. */
function findHome(): string {
  const prefix = "just-one-home-";
  const given = process.env["HOME"] ?? "";
  if (basename(given).startsWith(prefix)) return given;
  const made = mkdtempSync(join(tmpdir(), prefix));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
}
