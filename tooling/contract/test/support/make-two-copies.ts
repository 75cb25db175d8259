import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const packages = resolve(import.meta.dirname, "../../../../packages");
const shell = process.platform === "win32"; // commands are .cmd files there

/** An app outside the workspace. */
export interface TwoCopies extends AsyncDisposable {
  /** Runs a module of the app; returns what it printed. */
  run(code: string, env: Readonly<Record<string, string>>): Promise<string>;
}

/**
 * Makes an app that has core 1.0.0, and a library in it that has core 2.0.0 of its own: both are packed from today's
 * build, as they would be published, and unpacked as an installer would. No registry is asked.
 */
export async function makeTwoCopies(): Promise<TwoCopies> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-copies-"));
  const modules = join(folder, "app/node_modules");
  const library = join(modules, "team-library");
  const [api, core] = await Promise.all([build("api", folder), build("core", folder)]);
  await install(api, "1.0.0", modules);
  await install(core, "1.0.0", modules);
  await install(core, "2.0.0", join(library, "node_modules"));
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"]) {
    const source = join(await realpath(join(packages, "core/node_modules/openapi-fetch")), "..", name);
    await cp(source, join(modules, name), { recursive: true, dereference: true });
  }
  await writeFile(join(library, "package.json"), '{"name":"team-library","type":"module","exports":"./index.js"}');
  await writeFile(join(library, "index.js"), 'export * from "@just-one/core";\n');
  await writeFile(join(folder, "app/package.json"), '{"type":"module"}');

  return {
    async run(code, env) {
      const file = join(folder, "app/main.js");
      await writeFile(file, code);
      const { stdout } = await promisify(execFile)(process.execPath, [file], { env: { ...process.env, ...env } });
      return stdout;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** Builds a package into a folder of its own; what others build at the same time is left alone. */
async function build(name: string, folder: string): Promise<string> {
  const staged = join(folder, name);
  await mkdir(staged);
  const cwd = join(packages, name);
  await promisify(execFile)("pnpm", ["exec", "tsdown", "--out-dir", join(staged, "dist")], { cwd, shell });
  // Safe: it is a package's own manifest.
  const manifest = JSON.parse(await readFile(join(cwd, "package.json"), "utf8")) as Record<string, object>;
  const { devDependencies: _own, scripts: _scripts, dependencies = {}, ...published } = manifest;
  // Outside the workspace `workspace:` and `catalog:` mean nothing.
  const ranges = Object.fromEntries(Object.keys(dependencies).map((dependency) => [dependency, "*"]));
  await writeFile(join(staged, "package.json"), JSON.stringify({ ...published, dependencies: ranges }));
  return staged;
}

async function install(staged: string, version: string, modules: string): Promise<void> {
  const file = join(staged, "package.json");
  // Safe: it was written above.
  const manifest = JSON.parse(await readFile(file, "utf8")) as { name: string };
  await writeFile(file, JSON.stringify({ ...manifest, version }));
  const packed = await mkdtemp(join(staged, "..", "packed-"));
  await promisify(execFile)("pnpm", ["pack", "--pack-destination", packed], { cwd: staged, shell });
  const [tarball = ""] = await readdir(packed);
  const target = join(modules, manifest.name);
  await mkdir(target, { recursive: true });
  await promisify(execFile)("tar", ["-xzf", join(packed, tarball), "--strip-components=1"], { cwd: target });
}
