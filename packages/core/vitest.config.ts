import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = mergeConfig(preset, {
  test: {
    coverage: {
      include: ["src/**/*.ts"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { lines: 100, branches: 95 },
    },
  },
});
export default config;
