import { nodeResolve } from "@rollup/plugin-node-resolve";

export default {
  input: "call.mjs",
  external: /^undici(?:\/|$)/,
  plugins: [nodeResolve()],
  output: { dir: "out", format: "es" },
};
