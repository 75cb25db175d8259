import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  entry: {
    index: "src/index.ts",
    catalog: "src/generated/catalog.ts",
    prose: "src/generated/prose.ts",
    schema: "src/generated/schema.ts",
    validators: "src/generated/validators.ts",
  },
  copy: ["openapi/dist/openapi.json", "openapi/openapi.lock.json"].map((from) => ({
    from: `../../${from}`,
    to: "dist",
  })),
  format: "esm",
  platform: "neutral",
  fixedExtension: false,
  dts: true,
});
export default config;
