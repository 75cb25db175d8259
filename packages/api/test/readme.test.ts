import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const example = new URL("../examples/read-catalog.ts", import.meta.url);

test("the README shows the example as it is", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${await readFile(example, "utf8")}\`\`\``);
});

test("the README's example runs", async () => {
  const { stdout } = await run(process.execPath, ["--conditions=@just-one/source", fileURLToPath(example)]);
  expect(stdout.split("\n")).toEqual([
    "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1 needs oAuthorId",
    "Asked for 7000000000000000000, got 3642403 median plays",
    "",
  ]);
});
