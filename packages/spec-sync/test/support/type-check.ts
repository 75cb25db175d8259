import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

/** Type-checks a folder's TypeScript as strictly as the project's own; resolves to the problems, one a line. */
export async function typeCheck(folder: string): Promise<string[]> {
  await writeSettings(folder);
  const output = await runCompiler(folder, []);
  return output.split("\n").filter((line) => /error TS/u.test(line));
}

/** Counts the types that the compiler makes while it checks a folder: the same in every run, as its time is not. */
export async function countTypes(folder: string): Promise<number> {
  await writeSettings(folder);
  const output = await runCompiler(folder, ["--extendedDiagnostics"]);
  const [, count] = /^Types:\s+(\d+)/mu.exec(output) ?? [];
  if (count === undefined) throw new Error(`the compiler told no count of types: ${output.slice(0, 200)}`);
  return Number(count);
}

function runCompiler(folder: string, options: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const args = [compiler, "-p", folder, "--pretty", "false", ...options];
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) => resolve(stdout));
  });
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
