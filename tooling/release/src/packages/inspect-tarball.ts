import { readTarball } from "./read-tarball.ts";

const allowedFile = /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/.+)$/u;
const testFile = /(?:^|[./])(?:test|tests|spec|fixtures|test-d)[./]/u;
const installScripts = ["preinstall", "install", "postinstall", "prepublish", "prepare"];
/** Where people and build machines have their home; a published file has no business to name one. */
const machinePath =
  /(?:^|["'\s(=])(?:file:\/\/)?(?:\/(?:root|work|tmp|home\/[\w.-]+|Users\/[\w.-]+)\/|[A-Z]:\\Users\\)[\w./\\-]+/u;

/**
 * Says what must not stand in a published tarball: tests, sources, maps without their sources, machine paths, install
 * scripts, and ranges or conditions that only the workspace understands.
 * @param forbidden texts that may be in no file, such as the folder that the package was built in
 */
export function inspectTarball(tarball: Uint8Array, forbidden: readonly string[] = []): string[] {
  const files = readTarball(tarball);
  return [...files].flatMap(([path, bytes]) => {
    const text = bytes.toString("utf8");
    return [
      inspectName(path),
      inspectMap(path, text, files),
      inspectPaths(path, text, forbidden),
      path === "package.json" ? inspectManifest(text) : [],
    ].flat();
  });
}

function inspectName(path: string): string[] {
  const isSource = /\.tsx?$/u.test(path) && !path.endsWith(".d.ts");
  return [
    allowedFile.test(path) ? "" : `${path} is not part of what is published`,
    testFile.test(path) ? `${path} is a test` : "",
    isSource ? `${path} is a source` : "",
  ].filter((finding) => finding !== "");
}

function inspectMap(path: string, text: string, files: ReadonlyMap<string, Buffer>): string[] {
  const map = /^\/\/# sourceMappingURL=(\S+)$/mu.exec(text)?.[1];
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  if (map !== undefined && !map.startsWith("data:") && !files.has(folder + map))
    return [`${path} names a map that is missing`];
  if (!path.endsWith(".map")) return [];
  const { sourcesContent = [] } = JSON.parse(text) as { sourcesContent?: unknown[] }; // Safe: a bundler wrote it.
  return sourcesContent.length === 0 ? [`${path} is a map without its sources`] : [];
}

function inspectPaths(path: string, text: string, forbidden: readonly string[]): string[] {
  const found = machinePath.exec(text)?.[0] ?? forbidden.find((word) => text.includes(word));
  return found === undefined ? [] : [`${path} names a path of a machine: ${found.trim()}`];
}

function inspectManifest(text: string): string[] {
  const { scripts = {} } = JSON.parse(text) as { scripts?: Record<string, string> }; // Safe: pnpm wrote it.
  return [
    ...installScripts.filter((name) => name in scripts).map((name) => `package.json has the install script ${name}`),
    ...["workspace:", "catalog:", "@just-one/source"]
      .filter((word) => text.includes(`"${word}`))
      .map((word) => `package.json says ${word}, which only this workspace understands`),
  ];
}
