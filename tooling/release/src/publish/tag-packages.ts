import { createGit } from "./commit-files.ts";
import type { PackedPackage } from "./read-release.ts";

/** Tags what was published as changesets does, `@just-one/core@1.2.0`, and leaves tags alone that are there. */
export async function tagPackages(packages: readonly PackedPackage[], folder: string): Promise<string[]> {
  const git = createGit(folder);
  const there = new Set((await git(["ls-remote", "--tags", "origin"])).match(/(?<=refs\/tags\/)\S+$/gmu));
  const tags = packages.map(({ name, version }) => `${name}@${version}`).filter((tag) => !there.has(tag));
  if (tags.length > 0) await git(["push", "--quiet", "origin", ...tags.map((tag) => `HEAD:refs/tags/${tag}`)]);
  return tags;
}
