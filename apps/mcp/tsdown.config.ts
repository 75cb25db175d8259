import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  ...readableOutput,
  // One file without dependencies starts in half the time of the same modules, and is all that a client's settings name.
  entry: { main: "src/main.ts" },
  format: "esm",
  platform: "node",
  fixedExtension: false,
  dts: false,
  minify: true,
  // undici is core's for a pool of connections, which nobody opens here: proxies are Node's own business.
  deps: { alwaysBundle: [/^(?!undici$|node:)/], neverBundle: [/undici/], onlyBundle: false },
  // The SDK's check of schemas is a third of the file, and every schema here is checked by our own reader.
  alias: { "@modelcontextprotocol/server/_shims": new URL("src/protocol/shims.ts", import.meta.url).pathname },
  outputOptions: { codeSplitting: false },
});
export default config;
