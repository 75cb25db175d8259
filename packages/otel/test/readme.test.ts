import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const example = new URL("../examples/trace-a-call.ts", import.meta.url);
const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");

test("the README shows the example as it is", async () => {
  expect(readme).toContain(`\`\`\`ts\n${await readFile(example, "utf8")}\`\`\``);
});

test("the README's example prints what the README says", async () => {
  const { stdout } = await run(process.execPath, ["--conditions=@just-one/source", fileURLToPath(example)]);
  expect(readme).toContain(`\`\`\`\n${stdout}\`\`\``);
});
