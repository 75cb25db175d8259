import { join, relative } from "node:path";
import { runTool } from "../run-tool.ts";
import { listPublicTests } from "./list-public-tests.ts";
import { listStandIns, placeStandIns } from "./stand-ins.ts";

/** How the old tests of one package came out. */
export interface OldTestsResult {
  readonly name: string;
  readonly ran: readonly string[];
  /** Tests that reach into sources, which no release promises anything about. */
  readonly leftOut: readonly string[];
  /** What vitest said, where a test failed. */
  readonly failure?: string;
}

/** Runs the public tests of one package's folder, as it is now. */
export async function runOldTests(clone: string, folder: string): Promise<OldTestsResult> {
  const name = relative(clone, folder).replaceAll("\\", "/");
  const { public: ran, internal: leftOut } = await listPublicTests(folder, listStandIns(name));
  const result = { name, ran, leftOut };
  if (ran.length === 0) return result;
  await placeStandIns(clone, name);
  const vitest = join(folder, "node_modules/vitest/vitest.mjs");
  const options = ["--coverage.enabled=false", "--reporter=dot", ...leftOut.map((file) => `--exclude=${file}`)];
  try {
    await runTool([process.execPath, vitest, "run", ...options, ...ran], { cwd: folder });
    return result;
  } catch (error) {
    return { ...result, failure: error instanceof Error ? error.message : String(error) };
  }
}
