import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../run-tool.ts";

/**
 * Clones what is committed into a folder, as a colleague or CI would have it, and installs it there. The clone has a
 * committer of its own and no remote to push to.
 * @param npmrc registry settings, which the clone's git does not see
 */
export async function cloneRepository(root: string, clone: string, npmrc?: string): Promise<void> {
  const git = async (...args: string[]): Promise<unknown> => runTool(["git", ...args], { cwd: clone });
  await runTool(["git", "clone", "--quiet", "--no-hardlinks", root, clone], { cwd: root });
  await git("remote", "remove", "origin");
  await git("config", "user.name", "rehearsal");
  await git("config", "user.email", "rehearsal@example.test");
  await git("config", "commit.gpgsign", "false");
  if (npmrc !== undefined) {
    await appendFile(join(clone, ".git/info/exclude"), ".npmrc\n");
    await writeFile(join(clone, ".npmrc"), npmrc);
  }
  await runTool(["pnpm", "install", "--frozen-lockfile", "--prefer-offline"], { cwd: clone });
}
