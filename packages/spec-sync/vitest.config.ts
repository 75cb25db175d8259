import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

// One worker for many files: each would load the compiler, openapi-typescript and all sources again, a third of the time.
const config: ViteUserConfig = mergeConfig(preset, { test: { isolate: false } });
export default config;
