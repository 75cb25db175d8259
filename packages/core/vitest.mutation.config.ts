import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

// The tests that judge mutants: all but those that measure memory, start programs, or call every operation of the vendor,
// which take seconds each and find what the others find too.
const config: ViteUserConfig = mergeConfig(preset, {
  test: {
    exclude: [
      "test/{memory,map-memory,leaks,vendor-operations,retry-money,node-*,runtimes-*,browser-*,api-report}.test.ts",
    ],
    isolate: false, // a process for each of fifty files would be most of the work
    typecheck: { enabled: false },
    reporters: ["default"],
  },
});
export default config;
