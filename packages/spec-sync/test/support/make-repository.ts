import { cp, mkdir, readdir, realpath, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own repository, which the copies are made from. */
export const repositoryRoot: string = fileURLToPath(new URL("../../../../", import.meta.url));

/** What generated files reach: enough to update, build, check and version it. */
const parts = [
  "package.json",
  "pnpm-workspace.yaml",
  ".changeset/config.json",
  "openapi",
  "tooling/tsconfig",
  // Writes the changelogs.
  "tooling/release/src",
  ...["api", "core", "spec-sync"].flatMap((name) =>
    ["package.json", "tsconfig.json", ...(name === "spec-sync" ? [] : ["tsdown.config.ts"]), "src"].map(
      (part) => `packages/${name}/${part}`,
    ),
  ),
];

/**
 * Copies the repository, as far as generated files reach, into a folder. What is installed is linked; packages find each
 * other's copies.
 */
export async function makeRepository(folder: string): Promise<void> {
  for (const part of parts) {
    await cp(join(repositoryRoot, part), join(folder, part), { recursive: true, filter: (path) => !isInstalled(path) });
  }
  await symlink(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
  for (const name of ["api", "core", "spec-sync"]) await linkInstalled(`packages/${name}/node_modules`, folder);
  // A place for programs that use the packages like a team of their own.
  await mkdir(join(folder, "consumer/node_modules/@just-one"), { recursive: true });
  for (const name of ["api", "core"]) {
    await symlink(join(folder, "packages", name), join(folder, "consumer/node_modules/@just-one", name));
  }
  await writeFile(join(folder, "consumer/package.json"), '{ "type": "module" }');
  await writeFile(
    join(folder, "consumer/tsconfig.json"),
    JSON.stringify({
      extends: "../tooling/tsconfig/node.json",
      include: ["../states/*/consumer/*.ts", "../states/*/packages/core/src", "../packages/core/*.config.ts"],
      compilerOptions: { lib: ["es2024", "dom", "dom.iterable"] },
    }),
  );
}

function isInstalled(path: string): boolean {
  return /[/\\](?:node_modules|\.pending)$/u.test(path);
}

async function linkInstalled(modules: string, folder: string): Promise<void> {
  const names = await readdir(join(repositoryRoot, modules));
  const own = new Set(await readdir(join(folder, "packages")));
  for (const name of names.filter((one) => one === ".bin" || !one.startsWith("."))) {
    if (name !== "@just-one") {
      await link(join(repositoryRoot, modules, name), join(folder, modules, name));
      continue;
    }
    for (const sibling of await readdir(join(repositoryRoot, modules, name))) {
      const copy = sibling === "tsconfig" ? join(folder, "tooling/tsconfig") : join(folder, "packages", sibling);
      const isCopied = own.has(sibling) || sibling === "tsconfig";
      await link(isCopied ? copy : join(repositoryRoot, modules, name, sibling), join(folder, modules, name, sibling));
    }
  }
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(await realpath(target), path);
}
