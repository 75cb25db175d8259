import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A package.json, as far as the checks of a release read it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly keywords?: readonly string[];
  readonly files?: readonly string[];
  readonly engines?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly exports?: unknown;
  readonly publishConfig?: {
    readonly access?: string;
    readonly exports?: Readonly<Record<string, unknown>>;
    readonly types?: string;
    readonly typesVersions?: unknown;
  };
}

/** A workspace package that is published, and its folder. */
export interface PublishedPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Lists the packages of a repository that are published, by name. */
export async function listPackages(root: string): Promise<PublishedPackage[]> {
  const packages: PublishedPackage[] = [];
  for await (const path of glob("{packages,apps}/*/package.json", { cwd: root })) {
    // Safe: pnpm and publint judge the same files; a field that is not what it should be fails a test here.
    const manifest = JSON.parse(await readFile(join(root, path), "utf8")) as Manifest;
    if (manifest.private !== true) packages.push({ folder: join(root, dirname(path)), manifest });
  }
  return packages.toSorted((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1));
}
