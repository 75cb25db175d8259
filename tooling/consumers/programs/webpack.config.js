// The same for webpack and rspack.
export default {
  mode: "production",
  target: "node22",
  entry: "./call.mjs",
  externals: { undici: "module undici" },
  experiments: { outputModule: true },
  output: { path: import.meta.dirname, filename: "out.mjs", module: true, library: { type: "module" } },
};
