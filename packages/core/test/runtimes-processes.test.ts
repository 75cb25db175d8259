import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { buildSuite } from "./support/runtimes/build-suite.ts";
import { findRuntime } from "@just-one/vitest/find-runtime";
import { expectMatrix } from "./support/runtimes/expect-matrix.ts";
import type { ProcessReport } from "./support/runtimes/in-process.ts";
import { startSuiteServer } from "./support/runtimes/start-suite-server.ts";
import { suite } from "./support/runtimes/suite.ts";

const run = promisify(execFile);

let scripts: string;
beforeAll(async () => {
  scripts = await buildSuite();
});

const nodes = [
  { name: "Node", program: process.execPath as string | undefined, flags: [] },
  { name: "Node 22", program: findRuntime("node22"), flags: [] },
  { name: "Node 26", program: findRuntime("node26"), flags: [] },
];

describe.each<Runtime>([
  ...nodes,
  { name: "Bun", program: findRuntime("bun"), flags: ["run"] },
  // No permission but for the network of this machine: core reads no file and no variable of the environment.
  { name: "Deno", program: findRuntime("deno"), flags: ["run", "--no-prompt", "--no-config", "--allow-net=127.0.0.1"] },
])("under $name", ({ name, program, flags }) => {
  test.skipIf(program === undefined)(
    `the built core keeps every rule, and knows of all that arrives (skipped where there is no ${name})`,
    async () => {
      const { url, books } = await startSuiteServer(scripts);
      const { outcomes, rows } = await report(program, [...flags, `${scripts}/in-process.js`, url]);
      expect(outcomes.filter(({ failure }) => failure !== undefined)).toEqual([]);
      expect(outcomes.map((outcome) => outcome.name)).toEqual(Object.keys(suite));
      // Node sends once more what a server refused with 421, which is not paid for, and shows the second reply only.
      expectMatrix(rows, books, name.startsWith("Node") ? ["once421"] : []);
    },
  );
});

test.each(nodes)("the pool knows of all that arrives under $name (skipped where there is none)", async (runtime) => {
  const { program, flags } = runtime;
  if (program === undefined) return;
  const { url, books } = await startSuiteServer(scripts);
  const { rows } = await report(program, [...flags, `${scripts}/in-process.js`, url, "pool"]);
  expectMatrix(rows, books);
  // Not even what a server refuses: the pool sends nothing again.
  expect(rows.filter(({ isLowerBound }) => isLowerBound)).toEqual([]);
});

interface Runtime {
  readonly name: string;
  readonly program: string | undefined;
  readonly flags: readonly string[];
}

async function report(program: string | undefined, flags: readonly string[]): Promise<ProcessReport> {
  // Safe: skipped without one.
  const { stdout } = await run(program as string, flags, { timeout: 90_000 });
  // Safe: `in-process.ts` prints it.
  return JSON.parse(stdout) as ProcessReport;
}
