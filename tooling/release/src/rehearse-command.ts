import { fileURLToPath } from "node:url";
import { rehearse } from "./rehearsal/rehearse.ts";

// `release:rehearse`: a whole release, and three after it, on a registry that lives as long as this command.

const root = fileURLToPath(new URL("../../../", import.meta.url));
let count = 0;
const begin = performance.now();

try {
  await rehearse(root, async (sentence, action) => {
    const start = performance.now();
    await action();
    count += 1;
    process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${sentence}\n`);
  });
  process.stdout.write(`${count} steps rehearsed in ${((performance.now() - begin) / 1000).toFixed(0)} s\n`);
} catch (error) {
  process.stderr.write(
    `release:rehearse: step ${count + 1} failed\n${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
process.exit(); // verdaccio keeps a timer of its storage
