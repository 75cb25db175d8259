import { preset } from "@just-one/vitest";
import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = preset;
export default config;
