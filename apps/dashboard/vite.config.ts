import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";

const config: UserConfig = defineConfig({
  root: fileURLToPath(new URL("./page", import.meta.url)),
  plugins: [react()],
  resolve: { conditions: ["@just-one/source", "module", "browser", "production"] },
  build: {
    outDir: fileURLToPath(new URL("./dist/page", import.meta.url)),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // Inlined files would need `data:` in the page's policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
export default config;
