import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { buildSuite } from "./support/runtimes/build-suite.ts";
import { findRuntime } from "@just-one/vitest/find-runtime";
import type { Outcome } from "./support/runtimes/run-suite.ts";
import { startSuiteServer } from "./support/runtimes/start-suite-server.ts";
import { suite } from "./support/runtimes/suite.ts";

const run = promisify(execFile);

describe.each<{ name: string; program: string | undefined; flags: readonly string[] }>([
  { name: "Node", program: process.execPath, flags: [] },
  { name: "Node 22", program: findRuntime("node22"), flags: [] },
  { name: "Node 26", program: findRuntime("node26"), flags: [] },
  { name: "Bun", program: findRuntime("bun"), flags: ["run"] },
  // No permission but for the network of this machine: core reads no file and no variable of the environment.
  { name: "Deno", program: findRuntime("deno"), flags: ["run", "--no-prompt", "--no-config", "--allow-net=127.0.0.1"] },
])("under $name", ({ name, program, flags }) => {
  test.skipIf(program === undefined)(
    `the built core keeps every rule (skipped where there is no ${name})`,
    async () => {
      const scripts = await buildSuite();
      const url = await startSuiteServer(scripts);
      // Safe: skipped without one.
      const { stdout } = await run(program as string, [...flags, `${scripts}/in-process.js`, url], { timeout: 90_000 });
      // Safe: `in-process.ts` prints them.
      const outcomes = JSON.parse(stdout) as readonly Outcome[];
      expect(outcomes.filter(({ failure }) => failure !== undefined)).toEqual([]);
      expect(outcomes.map((outcome) => outcome.name)).toEqual(Object.keys(suite));
    },
  );
});
