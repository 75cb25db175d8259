import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloneRepository } from "../rehearsal/clone-repository.ts";
import { runTool } from "../run-tool.ts";
import { findLastRelease } from "./find-last-release.ts";
import { hasPendingMajor } from "./has-pending-major.ts";
import { restoreOldTests } from "./restore-old-tests.ts";
import { type OldTestsResult, runOldTests } from "./run-old-tests.ts";

/** What came of the old tests, and whether that may be released. */
export interface Verdict {
  readonly isAllowed: boolean;
  readonly sentence: string;
  readonly results: readonly OldTestsResult[];
  /** Folders whose old tests did not run, for nothing of them is published. */
  readonly unpublished: readonly string[];
}

/** How a clone is made, and made ready for its tests. Tests of this check have a smaller way. */
export interface Preparation {
  readonly clone: (root: string, folder: string) => Promise<void>;
  readonly build: (folder: string) => Promise<void>;
}

const preparation: Preparation = {
  clone: cloneRepository,
  async build(folder) {
    // The old examples may depend on what today's no longer need.
    await runTool(["pnpm", "install", "--no-frozen-lockfile", "--prefer-offline"], { cwd: folder });
    await runTool(["pnpm", "exec", "turbo", "run", "build"], { cwd: folder });
  },
};

/**
 * Runs the last release's tests against today's build, in a temporary clone of what is committed. They may fail only where
 * a changeset announces a major.
 */
export async function checkOldTests(root: string, { clone, build }: Preparation = preparation): Promise<Verdict> {
  const tag = await findLastRelease(root);
  if (tag === undefined) {
    const sentence = "no release is tagged yet, so there are no old tests";
    return { isAllowed: true, sentence, results: [], unpublished: [] };
  }
  const folder = await mkdtemp(join(tmpdir(), "just-one-old-tests-"));
  try {
    await clone(root, folder);
    const { folders, unpublished } = await restoreOldTests(folder, tag);
    await build(folder);
    const results: OldTestsResult[] = [];
    for (const each of folders) results.push(await runOldTests(folder, each));
    return { ...judge(tag, { results, isMajor: await hasPendingMajor(root) }), results, unpublished };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function judge(
  tag: string,
  { results, isMajor }: { results: readonly OldTestsResult[]; isMajor: boolean },
): Pick<Verdict, "isAllowed" | "sentence"> {
  const failed = results.filter(({ failure }) => failure !== undefined).map(({ name }) => name);
  if (failed.length === 0) return { isAllowed: true, sentence: `the tests of ${tag} pass against today's build` };
  const fact = `tests of ${tag} fail against today's build (${failed.join(", ")})`;
  return isMajor
    ? { isAllowed: true, sentence: `${fact}, as a major changeset announces` }
    : {
        isAllowed: false,
        sentence: `${fact}: keep what callers rely on, or say in a major changeset what they must change`,
      };
}
