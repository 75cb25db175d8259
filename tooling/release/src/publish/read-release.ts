import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { join } from "node:path";
import { inspectTarball } from "../packages/inspect-tarball.ts";
import { listPackages, type Manifest } from "../packages/list-packages.ts";
import { readTarball } from "../packages/read-tarball.ts";
import { compareManifests } from "./compare-manifests.ts";

/** One package as another job packed it, after this one has looked at it. */
export interface PackedPackage {
  readonly name: string;
  readonly version: string;
  /** The tag that it gets at the registry. */
  readonly channel: string;
  /** Absolute. */
  readonly tarball: string;
}

const maxBytes = 64 * 1024 * 1024;

/**
 * Reads the packages of a release that another job packed, in the order in which they go out. Believes only what the
 * checkout says, too: its published packages, in its versions, or for a pre-release in versions that no range picks up.
 * @param root a checkout of what was packed
 * @param channel the pre-release's tag; the default is a release under `latest`
 * @throws Error for anything else, before anything is published
 */
export async function readRelease(root: string, out: string, channel = "latest"): Promise<PackedPackage[]> {
  if (!/^[a-z][a-z\d-]{0,30}$/u.test(channel)) throw new Error("a channel is a word of small letters");
  const manifests = new Map((await listPackages(root)).map(({ manifest }) => [manifest.name, manifest]));
  // Safe: each of its fields is looked at before it is used.
  const { plan } = JSON.parse((await readPlain(out, "publish-plan.json")).toString("utf8")) as { plan?: unknown };
  const releases: PackedPackage[] = [];
  for (const entry of Array.isArray(plan) ? (plan.flat() as unknown[]) : []) {
    const { kind, name, version, tag, tarball } = Object(entry) as Record<string, unknown>;
    if (kind !== "publish") continue;
    const path: unknown = Reflect.get(Object(tarball), "path");
    const own = typeof name === "string" ? manifests.get(name) : undefined;
    const isNext = channel === "latest" ? version === own?.version : isPreRelease(version, channel);
    if (typeof name !== "string" || own === undefined || typeof version !== "string" || !isNext || tag !== channel) {
      throw new Error("the plan has a package, version or tag that this checkout does not have");
    }
    if (typeof path !== "string" || !/^packages\/[a-z\d][\w.-]*\.tgz$/u.test(path))
      throw new Error("a tarball is elsewhere");
    await checkTarball(await readPlain(out, path), { ...own, name, version });
    releases.push({ name, version, channel, tarball: join(out, path) });
  }
  return releases;
}

function isPreRelease(version: unknown, channel: string): boolean {
  return typeof version === "string" && new RegExp(`^\\d+\\.\\d+\\.\\d+-${channel}-\\d{14}$`, "u").test(version);
}

/** Reads a file that stands where it seems to, and is a file. */
async function readPlain(folder: string, path: string): Promise<Buffer> {
  if ((await realpath(join(folder, path))) !== join(await realpath(folder), path)) throw new Error(`${path} is a link`);
  const handle = await open(join(folder, path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size > maxBytes) throw new Error(`${path} is no file, or too large`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** npm publishes what the tarball's own manifest says, whatever the tarball is called. */
async function checkTarball(bytes: Buffer, source: Manifest): Promise<void> {
  const { name, version } = source;
  const manifest: unknown = JSON.parse(readTarball(bytes).get("package.json")?.toString("utf8") ?? "null");
  const packed = Object(manifest) as Record<string, unknown>;
  const { name: own, version: number } = packed;
  const findings = [...inspectTarball(bytes), ...compareManifests(packed, { ...source })];
  if (own !== name || number !== version || findings.length > 0) {
    throw new Error(
      `the tarball of ${name}@${version} is not what the plan says: ${JSON.stringify(findings.slice(0, 5))}`,
    );
  }
}
