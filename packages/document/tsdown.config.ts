import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  ...readableOutput,
  entry: {
    index: "src/index.ts",
    "check-catalog": "src/catalog/check-catalog.ts",
    "check-prose": "src/catalog/check-prose.ts",
  },
  format: "esm",
  platform: "neutral",
  fixedExtension: false,
  dts: true,
});
export default config;
