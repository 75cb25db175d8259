import { rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { listPackages } from "../packages/list-packages.ts";
import { runTool } from "../run-tool.ts";

/** Where there are old tests now, and where there were some of what is not published. */
export interface RestoredTests {
  readonly folders: readonly string[];
  readonly unpublished: readonly string[];
}

/**
 * Puts what a release promised into a clone: its tests, its examples and its readmes, beside today's sources. Packages then
 * export what they would publish, so that everything meets today's build.
 */
export async function restoreOldTests(clone: string, tag: string): Promise<RestoredTests> {
  const { stdout } = await runTool(["git", "ls-tree", "-r", "--name-only", "-z", tag], { cwd: clone });
  const old = stdout.split("\0").filter((path) => path !== "");
  const folders: string[] = [];
  for (const { folder, manifest } of await listPackages(clone)) {
    const path = relative(clone, folder).replaceAll("\\", "/");
    const published = {
      ...manifest,
      ...(manifest.publishConfig?.exports === undefined ? {} : { exports: manifest.publishConfig.exports }),
    };
    await writeFile(join(folder, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);
    if (!old.some((file) => file.startsWith(`${path}/test/`))) continue; // younger than the release
    await restore(`${path}/test`);
    folders.push(folder);
  }
  const promises = old.filter((file) => file === "README.md" || /^(?:packages|apps)\/[^/]+\/README\.md$/u.test(file));
  if (promises.length > 0) await runTool(["git", "checkout", "--quiet", tag, "--", ...promises], { cwd: clone });
  if (old.some((file) => file.startsWith("examples/test/"))) {
    await restore("examples");
    folders.push(join(clone, "examples"));
  }
  const tested = new Set(old.flatMap((file) => /^((?:packages|apps)\/[^/]+)\/test\//u.exec(file)?.[1] ?? []));
  return { folders, unpublished: [...tested].filter((path) => !folders.includes(join(clone, path))) };

  async function restore(path: string): Promise<void> {
    await rm(join(clone, path), { recursive: true, force: true });
    await runTool(["git", "checkout", "--quiet", tag, "--", path], { cwd: clone });
  }
}
