import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  ...readableOutput,
  entry: { main: "src/main.ts" },
  format: "esm",
  platform: "node",
  fixedExtension: false,
  dts: false,
});
export default config;
