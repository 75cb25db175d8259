import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = mergeConfig(preset, {
  test: { globalSetup: ["@just-one/postgres-server/global-setup", "./test/support/build-once.ts"] },
});
export default config;
