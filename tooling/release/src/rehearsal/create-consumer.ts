import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTool } from "../run-tool.ts";

/** What a consumer depends on, and the registry settings it installs with. */
export interface ConsumerOptions {
  readonly npmrc: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const programs = fileURLToPath(new URL("../../consumer/", import.meta.url));

/** Creates and installs a clean project outside every workspace, with the programs of `consumer/` in it. */
export async function createConsumer(folder: string, { npmrc, dependencies }: ConsumerOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = { name: "consumer", private: true, type: "module", dependencies };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  await writeFile(join(folder, ".npmrc"), npmrc);
  // Its own workspace, so that none above it counts; what was published a second ago is what it is here for.
  const settings = "packages: [.]\nminimumReleaseAge: 0\nstrictDepBuilds: false\nengineStrict: true\n";
  await writeFile(join(folder, "pnpm-workspace.yaml"), settings);
  for (const program of ["call.ts", "serve.ts"]) await copyFile(join(programs, program), join(folder, program));
  await runTool(["pnpm", "install", "--prefer-offline"], { cwd: folder });
}
