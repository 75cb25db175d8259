import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = mergeConfig(preset, {
  test: {
    globalSetup: ["@just-one/postgres-server/global-setup"],
    // Thirty files that load the same command, and leave nothing behind: one process loads it once.
    isolate: false,
  },
});
export default config;
