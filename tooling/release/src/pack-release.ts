import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspectTarball } from "./packages/inspect-tarball.ts";
import { listPackages } from "./packages/list-packages.ts";
import { runTool } from "./run-tool.ts";
import { versionPackages } from "./version-packages.ts";

/** How a release is packed. */
export interface PackOptions {
  /** An empty or new folder for tarballs, changesets' plan and the bills of materials. */
  readonly out: string;
  /** A pre-release's tag; the default is a release under `latest`. */
  readonly channel?: string | undefined;
  /** Where the repository is, for each package's `repository`, which provenance is checked against. */
  readonly repository?: string | undefined;
}

interface Plan {
  version: number;
  plan: { kind: string; name: string; version: string; tag: string; tarball?: { path: string } }[][];
}

/**
 * Builds and packs what is not at the registry yet, looks into every tarball, and writes a bill of materials for each
 * package. Resolves to what was packed, as `name@version`.
 * @throws Error that lists what must not be in a tarball.
 */
export async function packRelease(root: string, { out, channel, repository }: PackOptions): Promise<string[]> {
  if (channel !== undefined) await versionPackages(root, channel);
  if (repository !== undefined) await nameRepository(root, repository);
  await runTool(["pnpm", "exec", "turbo", "run", "build"], { cwd: root });
  await runTool(["pnpm", "exec", "changeset", "pack", "--out-dir", out], { cwd: root });
  const packed = await readPlan(root, out, channel);
  if (packed.length > 0) await writeBillsOfMaterials(root, out, packed);
  return packed;
}

async function readPlan(root: string, out: string, channel: string | undefined): Promise<string[]> {
  const file = join(out, "publish-plan.json");
  const plan = JSON.parse(await readFile(file, "utf8")) as Plan; // Safe: changesets has just written it.
  const releases = plan.plan.flat().filter(({ kind }) => kind === "publish");
  const findings: string[] = [];
  for (const release of releases) {
    if (channel !== undefined) release.tag = channel;
    if (release.tarball === undefined) throw new Error(`changesets packed no tarball for ${release.name}`);
    const tarball = await readFile(join(out, release.tarball.path));
    findings.push(...inspectTarball(tarball, [root]).map((finding) => `${release.name}: ${finding}`));
  }
  if (findings.length > 0) throw new Error(`nothing is published:\n${findings.join("\n")}`);
  if (channel !== undefined) await writeFile(file, JSON.stringify(plan, undefined, 2));
  return releases.map(({ name, version }) => `${name}@${version}`);
}

async function writeBillsOfMaterials(root: string, out: string, packed: readonly string[]): Promise<void> {
  const filters = packed.flatMap((name) => ["--filter", name.replace(/@[^@]*$/u, "")]);
  const format = ["--sbom-format", "cyclonedx", "--split", "--prod", "--out", join(out, "sbom", "%s-%v.cdx.json")];
  await runTool(["pnpm", ...filters, "sbom", ...format], { cwd: root });
}

async function nameRepository(root: string, url: string): Promise<void> {
  for (const { folder, manifest } of await listPackages(root)) {
    const directory = folder.slice(root.length).replaceAll("\\", "/").replace(/^\//u, "");
    const repository = { type: "git", url: `git+${url}.git`, directory };
    await writeFile(join(folder, "package.json"), `${JSON.stringify({ ...manifest, repository }, undefined, 2)}\n`);
  }
}
