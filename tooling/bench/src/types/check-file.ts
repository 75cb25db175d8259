import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runNode } from "../run-node.ts";
import { type TypeProject, writeSource } from "./type-project.ts";

/** What checking one file took, and what it complained about. */
export interface CheckedFile {
  readonly instantiations: number;
  /** The compiler's errors, one a line, as a person reads them. */
  readonly errors: readonly string[];
}

const compilerFolder = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));

/** The entry point of the compiler, to run under Node. */
export const compiler: string = join(compilerFolder, "bin", "tsc");

/** Type-checks one file of a project. The number is the compiler's own and the same in every run. */
export async function checkFile(
  project: TypeProject,
  source: string,
  options: { signal?: AbortSignal } = {},
): Promise<CheckedFile> {
  await writeSource(project, "calls.ts", source);
  // Checkers that work side by side count what they share twice.
  const flags = ["--extendedDiagnostics", "--pretty", "false", "--singleThreaded"];
  const { stdout } = await runNode([compiler, "-p", ".", ...flags], { cwd: project.folder, ...options });
  const count = /^Instantiations:\s+(\d+)/m.exec(stdout)?.[1];
  if (count === undefined) throw new Error(`the compiler told no instantiations:\n${stdout}`);
  const report = stdout.slice(0, stdout.search(/^Files:/m));
  return { instantiations: Number(count), errors: report.split("\n").filter((line) => line.trim() !== "") };
}
