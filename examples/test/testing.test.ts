import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ledgerRules } from "@just-one/testing";
import { expect, test } from "vitest";

async function runExample(name: string): Promise<string> {
  const file = fileURLToPath(new URL(`../${name}.ts`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@just-one/source", file]);
  return stdout;
}

test("test-with-faults sees one request, billed, and the books of two codes", async () => {
  const output = await runExample("test-with-faults");
  expect(output).toContain("{ arrived: 1, billed: 1 }");
  expect(output).toContain("'cut-body true', 'code-302 false', 'code-600 false'");
});

test("record-and-play plays what it recorded, and refuses the rest", async () => {
  expect(await runExample("record-and-play")).toMatch(/^\d+ false 1\n$/);
});

test("test-a-ledger goes through all rules", async () => {
  expect((await runExample("test-a-ledger")).match(/^✓ /gm)).toHaveLength(ledgerRules.length);
});
