import { fileURLToPath } from "node:url";
import { checkOldTests } from "./old-tests/check-old-tests.ts";

// `release:old-tests`: what the last release promised, held against today's build.

const { isAllowed, sentence, results } = await checkOldTests(fileURLToPath(new URL("../../../", import.meta.url)));
for (const { name, ran, leftOut, failure } of results) {
  process.stderr.write(`${failure === undefined ? "passed" : "FAILED"}  ${name}: ${ran} files of tests`);
  process.stderr.write(leftOut === 0 ? "\n" : `, ${leftOut} left out for reaching into sources\n`);
  if (failure !== undefined) process.stderr.write(`${failure}\n\n`);
}
process.stdout.write(`${sentence}\n`);
process.exitCode = isAllowed ? 0 : 1;
