import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  ...readableOutput,
  entry: { index: "src/index.ts" },
  format: "esm",
  platform: "neutral",
  fixedExtension: false,
  dts: true,
});
export default config;
