import { runTool } from "../run-tool.ts";

/**
 * Finds the tag of the last release in a repository's history: changesets tags `@just-one/core@1.2.0`. Pre-releases do not
 * count, for they promise nothing. Undefined before the first release.
 */
export async function findLastRelease(root: string): Promise<string | undefined> {
  const order = ["--sort=-version:refname", "--merged=HEAD"];
  const { stdout } = await runTool(["git", "tag", "--list", "@just-one/core@*", ...order], { cwd: root });
  return stdout.split("\n").find((tag) => /@\d+\.\d+\.\d+$/u.test(tag));
}
