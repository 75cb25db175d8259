import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { sumUp } from "../src/sum-up.ts";

test("a run is summed up with a line for each test and task that failed", async () => {
  const root = mkdtempSync(join(tmpdir(), "just-one-sum-up-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (folder: string, name: string, content: unknown): void => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, name), JSON.stringify(content));
  };
  write(".turbo/runs", "1.json", {
    tasks: [
      task("packages/a", "build", 0),
      task("packages/a", "test", 1),
      task("packages/b", "lint", 2),
      task("packages/c", "test", 1),
      task("packages/d", "test", 0, "<NONEXISTENT>"),
    ],
  });
  const results = [
    { fullName: "adds up", status: "passed", failureMessages: [] },
    { fullName: "goes on", status: "failed", failureMessages: ["AssertionError: 1 is not 2\n  at a line"] },
  ];
  write("packages/a/test-results", "vitest.json", {
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 3,
    testResults: [
      { name: "a.test.ts", status: "failed", message: "", assertionResults: results },
      { name: "b.test.ts", status: "failed", message: "SyntaxError: no\nhere", assertionResults: [] },
    ],
  });
  expect(await sumUp(root)).toEqual({
    passed: 2,
    failed: 3,
    skipped: 3,
    failures: [
      "a.test.ts: goes on: AssertionError: 1 is not 2",
      "b.test.ts: SyntaxError: no",
      "packages/b: lint exited with 2",
      "packages/c: test exited with 1",
    ],
  });
});

function task(directory: string, name: string, exitCode: number, command = "run"): object {
  return { command, directory, task: name, execution: { exitCode } };
}
