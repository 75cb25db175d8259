import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createProjectPaths, type ProjectPaths } from "../../src/project-paths.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const fixture = fileURLToPath(new URL("../fixtures/stand-in", import.meta.url));

/**
 * Copies what the verbs read and write into a folder of its own, so that a test may break it. Its document is the one
 * the project started from; with `"committed"`, the one it has now.
 */
export async function makeProject(document: "stand-in" | "committed" = "stand-in"): Promise<ProjectPaths> {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, "packages/api/src"), { recursive: true });
  await cp(join(root, "openapi"), join(folder, "openapi"), { recursive: true });
  await cp(join(root, "packages/api/src/generated"), join(folder, "packages/api/src/generated"), { recursive: true });
  const paths = createProjectPaths(folder);
  if (document === "stand-in") await useStandIn(paths);
  return paths;
}

/** Puts the document that the project started from into a copy of it. */
export async function useStandIn(paths: ProjectPaths): Promise<void> {
  await cp(join(fixture, "just-one-api.json"), paths.document);
  await cp(join(fixture, "openapi.lock.json"), paths.lock);
  for (const path of [paths.tombstones, paths.chinese]) await rm(path, { force: true });
}
