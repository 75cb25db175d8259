import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = mergeConfig(preset, {
  // One worker for all: loading the modules again for each file took half of the time.
  test: { isolate: false, globalSetup: ["@just-one/postgres-server/global-setup"] },
});
export default config;
