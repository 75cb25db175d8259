import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  ...readableOutput,
  entry: {
    index: "src/index.ts",
    lean: "src/lean.ts",
    node: "src/node.ts",
    "openapi-fetch": "src/openapi-fetch.ts",
    xingtu: "src/xingtu.ts",
  },
  format: "esm",
  platform: "neutral",
  deps: { neverBundle: [/^node:/] }, // only `./node` imports them
  fixedExtension: false,
  dts: true,
});
export default config;
