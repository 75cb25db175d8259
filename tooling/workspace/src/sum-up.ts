import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The counts of a run, and a line for each test or task that failed: its place, its name, and what it said first. */
export interface Sum extends Counts {
  readonly failures: readonly string[];
}

interface TurboTask {
  readonly command: string;
  readonly directory: string;
  readonly task: string;
  readonly execution?: { readonly exitCode: number | null };
}

/** Counts the tests of turbo's last run from vitest's reports, and every other task as one check. */
export async function sumUp(root: string): Promise<Sum> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  for (const { command, directory, task, execution } of await readLastRun(root)) {
    if (command === "<NONEXISTENT>") continue;
    const ok = execution?.exitCode === 0;
    const tests = task === "test" ? await readTestReport(join(root, directory)) : undefined;
    counts.passed += tests?.passed ?? (ok ? 1 : 0);
    counts.skipped += tests?.skipped ?? 0;
    counts.failed += Math.max(tests?.failed ?? 0, ok ? 0 : 1);
    if (tests !== undefined) failures.push(...tests.failures);
    if (!ok && !tests?.failed) failures.push(`${directory}: ${task} exited with ${execution?.exitCode ?? "nothing"}`);
  }
  return { ...counts, failures };
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

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

async function readTestReport(directory: string): Promise<Sum | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, "test-results", "vitest.json"), "utf8");
  } catch {
    return undefined; // the run ended before vitest wrote one
  }
  // Safe: vitest writes this file, in Jest's report format.
  const report = JSON.parse(text) as TestReport;
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    const wholeFile = status === "failed" && failed.length === 0 ? [{ fullName: "", failureMessages: [message] }] : [];
    return [...failed, ...wholeFile].map(({ fullName, failureMessages }) =>
      [name, fullName, failureMessages?.[0]?.split("\n", 1)[0]].filter((part) => !!part).join(": "),
    );
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    failures,
  };
}
