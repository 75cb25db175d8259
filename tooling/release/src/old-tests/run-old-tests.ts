import { join, relative } from "node:path";
import { runTool } from "../run-tool.ts";
import { listPublicTests } from "./list-public-tests.ts";

/** How the old tests of one package came out. */
export interface OldTestsResult {
  readonly name: string;
  readonly ran: number;
  /** Tests that reach into sources, which no release promises anything about. */
  readonly leftOut: number;
  /** What vitest said, where a test failed. */
  readonly failure?: string;
}

/** Runs the public tests of one package's folder, as it is now. */
export async function runOldTests(clone: string, folder: string): Promise<OldTestsResult> {
  const tests = await listPublicTests(folder);
  const result = {
    name: relative(clone, folder).replaceAll("\\", "/"),
    ran: tests.public.length,
    leftOut: tests.internal.length,
  };
  if (result.ran === 0) return result;
  const vitest = join(folder, "node_modules/vitest/vitest.mjs");
  const options = ["--coverage.enabled=false", "--reporter=dot", ...tests.internal.map((file) => `--exclude=${file}`)];
  try {
    await runTool([process.execPath, vitest, "run", ...options, ...tests.public], { cwd: folder });
    return result;
  } catch (error) {
    return { ...result, failure: error instanceof Error ? error.message : String(error) };
  }
}
