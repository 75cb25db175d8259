import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../run-tool.ts";

const resolutions = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

/** A way of finding modules that consumers of this project may use. */
export type Resolution = keyof typeof resolutions;

/** Type-checks one program of a consumer, declarations of ours included, with one compiler and one way of finding modules. */
export async function checkTypes(
  folder: string,
  { program, compiler, resolution }: { program: string; compiler: string; resolution: Resolution },
): Promise<void> {
  const compilerOptions = {
    ...resolutions[resolution],
    target: "es2023",
    lib: ["es2023", "dom"],
    types: ["node"],
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
  };
  const file = join(folder, `tsconfig.${compiler}.${resolution}.json`);
  await writeFile(file, JSON.stringify({ compilerOptions, files: [program] }));
  const tsc = join(folder, "node_modules", compiler, "bin", "tsc");
  await runTool([process.execPath, tsc, "--project", file], { cwd: folder });
}
