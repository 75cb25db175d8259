import { preset } from "@just-one/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// The tests that judge mutants: all but those that measure memory, start programs, call every operation of the vendor or
// look for the token after every failure, which take seconds each and find what the others find too.
const config: ViteUserConfig = mergeConfig(preset, {
  test: {
    exclude: [
      "test/{secrets,memory,map-memory,leaks,vendor-operations,retry-money,node-*,runtimes-*,browser-*,api-report}.test.ts",
    ],
    isolate: false, // a process for each of forty files would be most of the work
    sequence: { sequencer: createSequencer() },
    typecheck: { enabled: false },
    reporters: ["default"],
  },
});
export default config;

/** The first test that fails ends a mutant's run, so the quickest ones go first; vitest itself starts with the slowest. */
function createSequencer(): typeof BaseSequencer {
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own sort, which is no array's
      const slowestFirst = await super.sort(files);
      return slowestFirst.toReversed();
    }
  };
}
