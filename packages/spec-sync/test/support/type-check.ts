import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

/** What the compiler says of a folder. */
export interface TypeReport {
  /** The problems, one a line. */
  problems: string[];
  /** How many types it made while it checked: the same in every run, as its time is not. */
  types: number;
}

/** Type-checks a folder's TypeScript as strictly as the project's own; resolves to the problems, one a line. */
export async function typeCheck(folder: string): Promise<string[]> {
  // What is generated needs no page, and the libraries are not ours to check: both together took four fifths of the time.
  return (await runCompiler(folder, ["--lib", "es2023", "--skipLibCheck"])).problems;
}

/** Type-checks a folder in the same way, and counts the types, with those of the libraries that a program has by default. */
export async function measureTypes(folder: string): Promise<TypeReport> {
  return runCompiler(folder, []);
}

async function runCompiler(folder: string, options: readonly string[]): Promise<TypeReport> {
  await writeSettings(folder);
  const args = [compiler, "-p", folder, "--pretty", "false", "--extendedDiagnostics", "--singleThreaded", ...options];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) => resolve(stdout));
  });
  const [, count] = /^Types:\s+(\d+)/mu.exec(output) ?? [];
  if (count === undefined) throw new Error(`the compiler told no count of types: ${output.slice(0, 200)}`);
  return { problems: output.split("\n").filter((line) => /error TS/u.test(line)), types: Number(count) };
}

async function writeSettings(folder: string): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        isolatedDeclarations: true,
        declaration: true,
        verbatimModuleSyntax: true,
        noEmit: true,
        target: "es2023",
        module: "nodenext",
        moduleResolution: "nodenext",
        allowImportingTsExtensions: true,
        types: [],
      },
      include: ["**/*.ts"],
    }),
  );
}
