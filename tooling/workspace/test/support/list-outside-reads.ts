import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";

/** A path outside of a package that its code names. */
export interface OutsideRead {
  /** Who names it, from the root. */
  file: string;
  /** What is named: a file or a folder, from the root. */
  path: string;
}

/**
 * Lists what the code of a package names outside of it: `../…` that leads out, and, in packages that go to the
 * repository's root first, names from there on such as `openapi/dist`.
 */
export function listOutsideReads(
  root: string,
  { folder, files }: { folder: string; files: readonly string[] },
): OutsideRead[] {
  const texts = files
    .filter((file) => [".ts", ".tsx", ".mjs"].includes(extname(file)))
    .map((file) => ({ file, text: readFileSync(join(root, file), "utf8").replaceAll(remarks, "") }));
  const climbed = texts.flatMap(({ file, text }) =>
    [...text.matchAll(climbs)].map(([, path = ""]) => ({ file, path: clean(join(dirname(file), path)) })),
  );
  const isRoaming = climbed.some(({ path }) => tops.has(path));
  const fromRoot = texts.flatMap(({ file, text }) =>
    [...text.matchAll(namesFromRoot)].map(([, path = ""]) => ({ file, path: clean(path) })),
  );
  return [...climbed, ...(isRoaming ? fromRoot : [])].filter(
    ({ path }) =>
      !isPackage(path) &&
      !path.startsWith("..") &&
      !`${path}/`.startsWith(`${folder}/`) &&
      existsSync(join(root, path)),
  );
}

const remarks = /^\s*(?:\/\/|\/?\*).*$/gmu;

/** A literal that goes up, as far as it is one. */
const climbs = /["'`]((?:\.\/)?(?:\.\.\/)*\.\.(?:\/[^"'`$\s]*)?)(?=["'`$])/gu;
const namesFromRoot =
  /["'`]((?:packages|apps|tooling|openapi|docs|examples|\.changeset|\.github)\/[^"'`$\s]*)(?=["'`$])/gu;

/** Where every package is; what is meant there is told by what comes behind. */
const tops: ReadonlySet<string> = new Set([".", "packages", "apps", "tooling"]);

/** The name of a whole package mostly is a name, and no more. */
function isPackage(path: string): boolean {
  return tops.has(path) || (path.split("/").length === 2 && tops.has(dirname(path)));
}

function clean(path: string): string {
  return normalize(path)
    .replaceAll("\\", "/")
    .replace(/(?<=.)\/$/u, "");
}
