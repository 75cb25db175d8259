import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTool } from "../run-tool.ts";
import { checkConsumer, type Step } from "./check-consumer.ts";
import { checkUpgrades } from "./check-upgrades.ts";
import { cloneRepository } from "./clone-repository.ts";
import { publishRelease, type Published } from "./publish-release.ts";
import { startRegistry } from "./start-registry.ts";

/**
 * Plays releases with what is committed: publishes every package to a registry of its own on loopback, lets clean
 * consumers use them, and then releases updates of the document. Everything happens in a temporary folder.
 */
export async function rehearse(root: string, step: Step): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-rehearsal-"));
  try {
    const { stdout } = await runTool(["npm", "config", "get", "registry"], { cwd: folder });
    const registry = await startRegistry(join(folder, "registry"), process.env["npm_config_registry"] ?? stdout.trim());
    try {
      const clone = join(folder, "repository");
      const published: Published = {};
      await step("a clean clone installs", () => cloneRepository(root, clone, registry.npmrc));
      await step("changesets publishes every package, and no tarball holds what it must not", async () => {
        Object.assign(published, await publishRelease(clone, { out: join(folder, "pack-first"), title: "Release" }));
      });
      const { npmrc } = registry;
      await checkConsumer(join(folder, "consumer"), { npmrc, published, step });
      await checkUpgrades({ folder, clone, npmrc, published, step });
    } finally {
      await registry.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
