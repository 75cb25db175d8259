import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  platform: "neutral",
  fixedExtension: false,
  dts: true,
});
export default config;
