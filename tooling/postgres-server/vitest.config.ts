import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = mergeConfig(preset, { test: { globalSetup: ["./src/global-setup.ts"] } });
export default config;
