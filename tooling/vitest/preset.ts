import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

// Here, before vitest starts its workers: no test needs a real token, and what tests start would inherit it. Nor may a
// result depend on the terminal that the run was started from: whatever asks, finds one with colours.
delete process.env["JUST_ONE_TOKEN"];
for (const name of ["CI", "NO_COLOR", "FORCE_COLOR", "NODE_DISABLE_COLORS"]) delete process.env[name];
process.env["TERM"] = "xterm-256color";

// Hundreds of processes that tests start load the same modules; what Node compiled for one, the next one takes.
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(new URL("../../node_modules/.cache/node", import.meta.url));

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
