import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Benchmark, isMet, Skip } from "./benchmark.ts";
import { bundleBenchmark } from "./bundle/bundle-benchmark.ts";
import { callBenchmark } from "./call/call-benchmark.ts";
import { partsBenchmark } from "./call/parts-benchmark.ts";
import { collectBenchmark } from "./collect/collect-benchmark.ts";
import { dashboardBenchmark } from "./dashboard/dashboard-benchmark.ts";
import { findBenchmark } from "./find/find-benchmark.ts";
import { importBenchmark } from "./import/import-benchmark.ts";
import { mcpBenchmark } from "./mcp/mcp-benchmark.ts";
import { mutationBenchmark } from "./mutation/mutation-benchmark.ts";
import { postgresBenchmark } from "./postgres/postgres-benchmark.ts";
import { createFinding, type Finding, type Findings, renderFinding, renderReport } from "./report.ts";
import { runTool } from "./run-tool.ts";
import { specBenchmark } from "./spec/spec-benchmark.ts";
import { startBenchmark } from "./start/start-benchmark.ts";
import { typesBenchmark } from "./types/types-benchmark.ts";
import { writeWhole } from "./write-whole.ts";

// `pnpm bench [NAME…] [--quick]`: runs every benchmark that is not for its name only, or those named, prints and keeps
// what they find, and exits with 1 when a bar is missed. `--quick` makes few rounds and keeps nothing.

const benchmarks: readonly Benchmark[] = [
  callBenchmark,
  partsBenchmark,
  bundleBenchmark,
  typesBenchmark,
  specBenchmark,
  importBenchmark,
  startBenchmark,
  findBenchmark,
  mcpBenchmark,
  collectBenchmark,
  postgresBenchmark,
  dashboardBenchmark,
  mutationBenchmark,
];
const names = benchmarks.map(({ name }) => name);
const docs = fileURLToPath(new URL("../../../docs/", import.meta.url));

async function main(args: readonly string[]): Promise<number> {
  const isQuick = args.includes("--quick");
  const wanted = args.filter((word) => word !== "--quick");
  const unknown = wanted.find((word) => !names.includes(word));
  if (unknown !== undefined) {
    process.stderr.write(`bench: there is no benchmark "${unknown}"; use any of ${names.join(", ")}, and --quick\n`);
    return 2;
  }
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  const { signal } = interrupted;

  tell("building");
  const built = ["core", "collector", "postgres", "finder", "mcp", "cli"].map((name) => `--filter=@just-one/${name}`);
  await runTool("turbo", ["run", "build", ...built, "--output-logs=errors-only"], signal);
  const found: Record<string, Finding> = {};
  const failed: string[] = [];
  const isWanted = ({ name, onlyByName = false }: Benchmark): boolean =>
    wanted.length === 0 ? !onlyByName : wanted.includes(name);
  for (const benchmark of benchmarks.filter(isWanted)) {
    if (signal.aborted) break;
    try {
      const finding = await run(benchmark, { isQuick, signal });
      found[benchmark.name] = finding;
      process.stdout.write(`${renderFinding(benchmark.name, finding)}\n\n`);
    } catch (error) {
      if (signal.aborted) break;
      failed.push(`${benchmark.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (!isQuick) await keep(found); // also what was found before a failure or an interruption
  for (const text of failed) process.stderr.write(`bench: failed ${text}\n`);
  if (signal.aborted) return 130;
  return judge(found) && failed.length === 0 ? 0 : 1;
}

async function run(
  benchmark: Benchmark,
  { isQuick, signal }: { isQuick: boolean; signal: AbortSignal },
): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-bench-"));
  const progress = (text: string): void => tell(`${benchmark.name}: ${text}`);
  try {
    return createFinding(benchmark, { isQuick, rows: await benchmark.run({ isQuick, folder, signal, progress }) });
  } catch (error) {
    if (error instanceof Skip) return createFinding(benchmark, { isQuick, rows: [], skipped: error.message });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Replaces what was found anew in the kept report, and writes it again. */
async function keep(found: Findings): Promise<void> {
  const path = join(docs, "benchmarks.json");
  const kept = await readFindings(path);
  const all: Findings = Object.fromEntries(
    names.flatMap((name) => {
      const finding = found[name] ?? kept[name];
      return finding === undefined ? [] : [[name, finding]];
    }),
  );
  await writeWhole(path, `${JSON.stringify(all, undefined, 2)}\n`);
  await writeWhole(join(docs, "benchmarks.md"), renderReport(all));
  await runTool("oxfmt", ["docs/benchmarks.md", "docs/benchmarks.json"]);
  process.stderr.write("bench: kept in docs/benchmarks.md and docs/benchmarks.json\n");
}

async function readFindings(path: string): Promise<Findings> {
  try {
    // Safe: only `keep` writes this file.
    return JSON.parse(await readFile(path, "utf8")) as Findings;
  } catch {
    return {}; // the first run
  }
}

/** Tells of every bar that was missed; true when none was. */
function judge(found: Findings): boolean {
  const missed = Object.entries(found).flatMap(([name, { rows }]) =>
    rows.filter((row) => !isMet(row)).map((row) => `${name}: ${row.measure}`),
  );
  for (const text of missed) process.stderr.write(`bench: missed ${text}\n`);
  return missed.length === 0;
}

function tell(text: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${text}` : `${text}\n`);
}

process.exitCode = await main(process.argv.slice(2));
