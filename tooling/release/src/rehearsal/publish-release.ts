import { join } from "node:path";
import { packRelease } from "../pack-release.ts";
import { runTool } from "../run-tool.ts";
import { versionPackages } from "../version-packages.ts";

/** Versions by package. */
export type Published = Record<string, string>;

/**
 * Does in a clone what release.yml does: versions, a commit, tarballs, and changesets publishing them. Resolves to what
 * was published; nothing where the registry already has everything.
 */
export async function publishRelease(
  clone: string,
  { out, title, channel }: { out: string; title: string; channel?: string },
): Promise<Published> {
  const git = async (...args: string[]): Promise<unknown> => runTool(["git", ...args], { cwd: clone });
  if (channel === undefined && (await versionPackages(clone))) {
    await git("add", "--all");
    await git("commit", "--quiet", "--message", title);
  }
  const packed = await packRelease(clone, { out, channel });
  const tag = channel === undefined ? [] : ["--no-git-tag"];
  await runTool(["pnpm", "exec", "changeset", "publish", ...tag, "--from-pack-dir", out], { cwd: clone });
  if (channel !== undefined) {
    await git("checkout", "--quiet", "--", "."); // a pre-release leaves no versions behind
    await git("clean", "--quiet", "--force", "--", join(clone, "packages"), join(clone, "apps"));
  }
  return Object.fromEntries(packed.map((line) => [line.replace(/@[^@]*$/u, ""), line.replace(/^.*@/u, "")]));
}
