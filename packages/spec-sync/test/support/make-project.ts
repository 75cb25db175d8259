import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createProjectPaths, type ProjectPaths } from "../../src/project-paths.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Copies what the verbs read and write into a folder of its own, so that a test may break it. */
export async function makeProject(): Promise<ProjectPaths> {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, "packages/api/src"), { recursive: true });
  await cp(join(root, "openapi"), join(folder, "openapi"), { recursive: true });
  await cp(join(root, "packages/api/src/generated"), join(folder, "packages/api/src/generated"), { recursive: true });
  return createProjectPaths(folder);
}
