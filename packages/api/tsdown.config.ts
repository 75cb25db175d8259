import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  entry: {
    index: "src/index.ts",
    catalog: "src/generated/catalog.ts",
    schema: "src/generated/schema.ts",
    validators: "src/generated/validators.ts",
  },
  copy: [{ from: "../../openapi/dist/openapi.json", to: "dist" }],
  format: "esm",
  platform: "neutral",
  fixedExtension: false,
  dts: true,
});
export default config;
