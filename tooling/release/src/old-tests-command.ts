import { fileURLToPath } from "node:url";
import { checkOldTests } from "./old-tests/check-old-tests.ts";

// `release:old-tests`: what the last release promised, held against today's build.

const { isAllowed, sentence, results, unpublished } = await checkOldTests(
  fileURLToPath(new URL("../../../", import.meta.url)),
);
for (const { name, ran, leftOut, failure } of results) {
  process.stderr.write(`${failure === undefined ? "passed" : "FAILED"}  ${name}: ${ran.length} files of tests\n`);
  if (leftOut.length > 0)
    process.stderr.write(`        left out, for they reach into sources: ${listNames(leftOut)}\n`);
  if (failure !== undefined) process.stderr.write(`${failure}\n\n`);
}
if (unpublished.length > 0) {
  process.stderr.write(`left out  ${unpublished.join(", ")}: not published, so no release promises anything of it\n`);
}
process.stdout.write(`${sentence}\n`);
process.exitCode = isAllowed ? 0 : 1;

function listNames(files: readonly string[]): string {
  return files.map((file) => file.replace(/^test\/|\.test(?:-d)?\.ts$/gu, "")).join(", ");
}
