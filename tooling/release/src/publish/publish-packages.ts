import { runTool } from "../run-tool.ts";
import type { PackedPackage } from "./read-release.ts";

/**
 * Publishes tarballs as they are, in their order, and none that the registry has: a run that broke off can be repeated.
 * No script runs, neither ours nor theirs.
 * @param folder where npm looks for its registry
 */
export async function publishPackages(
  packages: readonly PackedPackage[],
  { folder, provenance }: { folder: string; provenance: boolean },
): Promise<void> {
  for (const { name, version, channel, tarball } of packages) {
    if (await isPublished(folder, `${name}@${version}`)) continue;
    const options = ["--ignore-scripts", "--access", "public", "--tag", channel, `--provenance=${provenance}`];
    await runTool(["npm", "publish", tarball, ...options], { cwd: folder });
  }
}

async function isPublished(folder: string, release: string): Promise<boolean> {
  try {
    const { stdout } = await runTool(["npm", "view", release, "version"], { cwd: folder });
    return stdout.trim() !== "";
  } catch (error) {
    // A package or version that is not there is an error to npm; any other error is one to us, too.
    if (error instanceof Error && /\bE404\b/u.test(error.message)) return false;
    throw error;
  }
}
