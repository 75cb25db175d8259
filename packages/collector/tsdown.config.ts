import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  ...readableOutput,
  entry: { index: "src/index.ts", "board-kit": "src/board-kit.ts", money: "src/money.ts", rules: "src/rules.ts" },
  format: "esm",
  platform: "node",
  fixedExtension: false,
  dts: true,
});
export default config;
