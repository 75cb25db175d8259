import { preset } from "@just-one/vitest";
import { configDefaults, mergeConfig, type ViteUserConfig } from "vitest/config";

/** Puts another file system under the sources, which must not have been loaded before. */
const alone = ["test/killed.test.ts"];

const config: ViteUserConfig = mergeConfig(preset, {
  test: {
    projects: [
      // One worker for many files: each would load the compiler, openapi-typescript and all sources again, a third of the time.
      { extends: true, test: { name: "together", isolate: false, exclude: [...configDefaults.exclude, ...alone] } },
      // Spread, for merged lists become longer.
      { ...preset, extends: false, test: { ...preset.test, name: "alone", include: alone } },
    ],
  },
});
export default config;
