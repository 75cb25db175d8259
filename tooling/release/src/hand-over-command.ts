import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { collectFiles } from "./publish/collect-files.ts";
import type { HandOver } from "./publish/hand-over.ts";
import { runTool } from "./run-tool.ts";

// `hand-over-command.ts FILE PATH… [--summary FILE] [--tests RESULT]`: what changed under the paths, as one file.

const { values, positionals } = parseArgs({
  options: { summary: { type: "string" }, tests: { type: "string", default: "none" } },
  allowPositionals: true,
});
const [out = "", ...roots] = positionals;
const cwd = process.cwd();
const { stdout: base } = await runTool(["git", "rev-parse", "HEAD"], { cwd });
const handOver = {
  base: base.trim(),
  tests: values.tests as HandOver["tests"], // Safe: whoever reads it looks.
  summary: values.summary === undefined ? "" : await readFile(values.summary, "utf8"),
  files: await collectFiles(cwd, roots),
} satisfies HandOver;
await mkdir(dirname(out), { recursive: true });
await writeFile(out, JSON.stringify(handOver));
process.stderr.write(`${handOver.files.length} files are handed over\n`);
