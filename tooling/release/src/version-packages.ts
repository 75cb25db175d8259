import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { listPackages } from "./packages/list-packages.ts";
import { runTool } from "./run-tool.ts";

/**
 * Turns the pending changesets of a repository into versions and changelogs, formatted like everything else. Resolves to
 * false where nothing is pending.
 * @param channel a pre-release's name instead of a release: `preview` gives 0.2.0-preview-20261124120000
 */
export async function versionPackages(root: string, channel?: string): Promise<boolean> {
  const files = await readdir(join(root, ".changeset"));
  if (!files.some((name) => name.endsWith(".md") && name !== "README.md")) return false;
  const snapshot = channel === undefined ? [] : ["--snapshot", channel];
  await runTool(["pnpm", "exec", "changeset", "version", ...snapshot], { cwd: root });
  const folders = (await listPackages(root)).map(({ folder }) => folder);
  const written = folders.flatMap((folder) => [join(folder, "package.json"), join(folder, "CHANGELOG.md")]);
  await runTool(["pnpm", "exec", "oxfmt", "--no-error-on-unmatched-pattern", ...written], { cwd: root });
  return true;
}
