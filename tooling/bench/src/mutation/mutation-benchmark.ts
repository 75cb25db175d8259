import { readFile } from "node:fs/promises";
import type { Benchmark, BenchmarkContext, Row } from "../benchmark.ts";
import { runTool } from "../run-tool.ts";
import { type MutationReport, scoreMutants } from "./score-mutants.ts";

/** How many changes of core's sources its tests notice; `pnpm mutation`, since it takes most of an hour. */
export const mutationBenchmark: Benchmark = {
  name: "mutation",
  title: "Mutation score",
  method:
    "Stryker changes `packages/core/src` in one place at a time and runs the tests that reach it; a change that no test notices has survived. Left out are `src/node`, whose tests work through child processes that no mutant reaches, and the tests that measure memory, start other runtimes, call every operation of the vendor or look for the token after every failure (`packages/core/vitest.mutation.config.ts`). Results are kept between runs for what did not change.",
  onlyByName: true,
  run,
};

const reportFile = new URL("../../../../packages/core/.stryker/mutation.json", import.meta.url);

async function run({ isQuick, signal, progress }: BenchmarkContext): Promise<readonly Row[]> {
  progress(isQuick ? "core's retries only" : "all of core's mutants");
  const scope = isQuick ? ["--mutate", "src/retry/**/*.ts"] : [];
  await runTool("pnpm", ["--filter", "@just-one/core", "exec", "stryker", "run", ...scope], signal);
  // Safe: Stryker has just written it, and the schema of its reports is versioned.
  return scoreMutants(JSON.parse(await readFile(reportFile, "utf8")) as MutationReport);
}
