import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";

// The page is built one way, also by a process that is a test: React's development build is slower and half as large again.
process.env["NODE_ENV"] = "production";

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
