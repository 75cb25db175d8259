import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { listPackages } from "../packages/list-packages.ts";
import { publishPackages } from "../publish/publish-packages.ts";
import { runTool } from "../run-tool.ts";

/**
 * Builds and packs every published package as it lies in the working tree, and publishes it.
 * @param folder where tarballs may be put, and where npm finds its registry
 */
export async function publishWorkingTree(root: string, folder: string): Promise<void> {
  const packages = await listPackages(root);
  const filters = packages.flatMap(({ manifest }) => ["--filter", manifest.name]);
  await runTool(["pnpm", "exec", "turbo", "run", "build", ...filters], { cwd: root });
  for (const { folder: source, manifest } of packages) {
    const target = join(folder, manifest.name);
    await runTool(["pnpm", "pack", "--pack-destination", target], { cwd: source });
    const [tarball = ""] = await readdir(target);
    const packed = {
      name: manifest.name,
      version: manifest.version,
      channel: "latest",
      tarball: join(target, tarball),
    };
    await publishPackages([packed], { folder, provenance: false });
  }
}
