import { readableOutput } from "@just-one/tsconfig/readable-output.ts";
import { thirdPartyNotices } from "@just-one/tsconfig/third-party-notices.ts";
import { builtinModules } from "node:module";
import { defineConfig, type UserConfig } from "tsdown";

/** Imports of the platform's modules stand at the head of a file and are all loaded at its start; asked for where they are used they are not. */
const lazyBuiltins = {
  name: "lazy-builtins",
  resolveId: (id: string, importer?: string): { id: string } | undefined =>
    // What the bundler itself needs for that comes first.
    builtinModules.includes(id.replace(/^node:/, "")) && importer?.includes("\0") !== true
      ? { id: `\0builtin:${id.replace(/^node:/, "")}` }
      : undefined,
  load: (id: string): string | undefined =>
    id.startsWith("\0builtin:")
      ? `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${id.slice(9)}`)})`
      : undefined,
};

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
  alias: {
    "@modelcontextprotocol/server/_shims": new URL("src/protocol/shims.ts", import.meta.url).pathname,
    // Its other build asks for files of its own while it runs, which are not there any more.
    "jsonc-parser": "jsonc-parser/lib/esm/main.js",
  },
  plugins: [lazyBuiltins, thirdPartyNotices],
  outputOptions: { codeSplitting: false },
});
export default config;
