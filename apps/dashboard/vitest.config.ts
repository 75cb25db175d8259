import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = mergeConfig(preset, {
  // One process, so that one browser serves the tests of all files: starting one, and its first page, takes longer than most.
  test: {
    isolate: false,
    globalSetup: ["@just-one/postgres-server/global-setup", "./test/support/build-once.ts"],
  },
});
export default config;
