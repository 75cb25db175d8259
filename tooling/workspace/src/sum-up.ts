import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface TurboTask {
  readonly command: string;
  readonly directory: string;
  readonly task: string;
  readonly execution?: { readonly exitCode: number | null };
}

/** Counts the tests of turbo's last run from vitest's reports, and every other task as one check. */
export async function sumUp(root: string): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const task of await readLastRun(root)) {
    if (task.command === "<NONEXISTENT>") continue;
    const ok = task.execution?.exitCode === 0;
    const tests = task.task === "test" ? await readTestReport(join(root, task.directory)) : undefined;
    counts.passed += tests?.passed ?? (ok ? 1 : 0);
    counts.skipped += tests?.skipped ?? 0;
    counts.failed += Math.max(tests?.failed ?? 0, ok ? 0 : 1);
  }
  return counts;
}

async function readLastRun(root: string): Promise<readonly TurboTask[]> {
  const folder = join(root, ".turbo", "runs");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const dated = await Promise.all(files.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  const last = dated.toSorted((a, b) => b.at - a.at)[0];
  if (last === undefined) throw new Error("turbo left no summary in .turbo/runs");
  // Safe: turbo writes this file, in the shape that the fields above name.
  return (JSON.parse(await readFile(join(folder, last.name), "utf8")) as { tasks: TurboTask[] }).tasks;
}

async function readTestReport(directory: string): Promise<Counts | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, "test-results", "vitest.json"), "utf8");
  } catch {
    return undefined; // the run ended before vitest wrote one
  }
  // Safe: vitest writes this file; the three numbers are Jest's report format.
  const report = JSON.parse(text) as Record<"numPassedTests" | "numFailedTests" | "numPendingTests", number>;
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}
