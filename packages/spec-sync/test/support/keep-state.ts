import { cpSync, mkdirSync } from "node:fs";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "./run-tool.ts";

/**
 * Keeps the packages of a repository as they are now, with the program of a team that uses them, under `states/STATE`.
 * Compiled and built one by one, each would have the same libraries read again.
 */
export async function keepState(root: string, state: string): Promise<void> {
  const folder = join(root, "states", state);
  mkdirSync(join(folder, "openapi/dist"), { recursive: true });
  for (const part of [
    "openapi/dist/openapi.json",
    "openapi/openapi.lock.json",
    "packages/api",
    "packages/core",
    "consumer",
  ]) {
    // In one call of the system's for all files, a tenth of the time that one for each takes.
    cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ["api", "core"]) {
    // The compiler takes two packages with the same name and version for one.
    const manifest = join(folder, "packages", name, "package.json");
    const text = await readFile(manifest, "utf8");
    await writeFile(manifest, text.replace(/"version": "[^"]*"/u, `"version": "0.0.0-${state}"`));
  }
  // What they find of each other is of the same state.
  for (const [user, used] of [
    ["packages/core", "api"],
    ["consumer", "api"],
    ["consumer", "core"],
  ] as const) {
    const link = join(folder, user, "node_modules/@just-one", used);
    await rm(link, { force: true });
    await mkdir(join(link, ".."), { recursive: true });
    await symlink(join(folder, "packages", used), link);
  }
}

/**
 * Compiles core and the programs of all states that were kept, in one program, and builds their packages.
 *
 * @throws Error with what the compiler or the builder says
 */
export async function buildStates(root: string, { whole }: { whole: string }): Promise<void> {
  await runTool("tsc", ["-p", "consumer"], root);
  const all = ["--workspace", join(root, "states/*/packages/api")];
  await runTool("tsdown", ["--log-level", "error", ...all], join(root, "packages/api"));
  // The compiler has seen the sources that core is built from in each state; that they build is tried once.
  await runTool("tsdown", ["--log-level", "error"], join(root, "states", whole, "packages/core"));
}
