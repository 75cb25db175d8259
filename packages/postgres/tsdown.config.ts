import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  ...readableOutput,
  entry: { index: "src/index.ts", board: "src/board.ts" },
  format: "esm",
  platform: "node",
  fixedExtension: false,
  dts: true,
});
export default config;
