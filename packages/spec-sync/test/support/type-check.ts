import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

/** Type-checks a folder's TypeScript as strictly as the project's own; resolves to the problems, one a line. */
export async function typeCheck(folder: string): Promise<string[]> {
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
      include: ["*.ts"],
    }),
  );
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "-p", folder, "--pretty", "false"], (_error, stdout) => {
      resolve(stdout.split("\n").filter((line) => /error TS/u.test(line)));
    });
  });
}
