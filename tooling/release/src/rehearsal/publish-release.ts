import { join } from "node:path";
import { packRelease } from "../pack-release.ts";
import { checkFiles } from "../publish/check-files.ts";
import { collectFiles } from "../publish/collect-files.ts";
import { createGit, readCommitted, writeTree } from "../publish/commit-files.ts";
import { publishPackages } from "../publish/publish-packages.ts";
import { readRelease } from "../publish/read-release.ts";
import { runTool } from "../run-tool.ts";
import { versionPackages } from "../version-packages.ts";

/** Versions by package. */
export type Published = Record<string, string>;

/**
 * Does in a clone what release.yml does: versions, which are handed over and become a commit, tarballs, which are handed
 * over and published. Resolves to what was published; nothing where the registry already has everything.
 */
export async function publishRelease(
  clone: string,
  { out, title, channel }: { out: string; title: string; channel?: string },
): Promise<Published> {
  const git = async (...args: string[]): Promise<string> => (await runTool(["git", ...args], { cwd: clone })).stdout;
  if (channel === undefined && (await versionPackages(clone))) {
    const handedOver = await handOver(clone);
    await git("add", "--all");
    await git("commit", "--quiet", "--message", title);
    if ((await git("rev-parse", "HEAD^{tree}")).trim() !== handedOver) {
      throw new Error("release:version writes more than is handed over");
    }
  }
  await packRelease(clone, { out, channel });
  const packed = await readRelease(clone, out, channel);
  await publishPackages(packed, { folder: clone, provenance: false });
  if (channel !== undefined) {
    await git("checkout", "--quiet", "--", "."); // a pre-release leaves no versions behind
    await git("clean", "--quiet", "--force", "--", join(clone, "packages"), join(clone, "apps"));
  }
  return Object.fromEntries(packed.map(({ name, version }) => [name, version]));
}

/** Makes a tree of what the job without rights hands to the one with rights, as that one does. */
async function handOver(clone: string): Promise<string> {
  const files = await collectFiles(clone, [".changeset", "packages", "apps"]);
  const git = createGit(clone);
  await checkFiles("versions", files, (path) => readCommitted(git, path));
  return writeTree(git, files);
}
