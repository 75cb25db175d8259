import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "./make-repository.ts";

/**
 * Does here what `changeset version` does in a folder: as a command it takes longer to start than all else that is done
 * for a step. It has no door but the command, so the command's own module is taken.
 */
export async function versionPackages(cwd: string): Promise<void> {
  const command = await realpath(join(repositoryRoot, "node_modules/@changesets/cli"));
  const { version }: { version: (options: { cwd: string }) => Promise<void> } = await import(
    /* @vite-ignore */ pathToFileURL(join(command, "dist/version.mjs")).href
  );
  await version({ cwd });
}
