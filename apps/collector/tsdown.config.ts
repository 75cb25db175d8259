import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { thirdPartyNotices } from "@just-one/tsconfig/third-party-notices.ts";
import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  ...readableOutput,
  // One file without dependencies is all that an image needs, and its build asks no registry.
  entry: { main: "src/main.ts" },
  format: "esm",
  platform: "node",
  fixedExtension: false,
  dts: false,
  // pg asks for its native twin only where a program does; undici is core's for a pool, which nobody opens here.
  deps: { alwaysBundle: [/^(?!undici$|pg-native$|node:)/], neverBundle: [/undici/, /pg-native/], onlyBundle: false },
  plugins: [thirdPartyNotices],
  // Sources of ours, so that it builds by itself.
  inputOptions: { resolve: { conditionNames: ["@just-one/source", "node", "module", "default"] } },
  outputOptions: { codeSplitting: false },
});
export default config;
