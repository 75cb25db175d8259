import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { findRuntime } from "@just-one/vitest/find-runtime";

const run = promisify(execFile);

describe.each([
  { name: "Node", program: process.execPath, flags: [] },
  { name: "Node 22", program: findRuntime("node22"), flags: [] },
  { name: "Node 26", program: findRuntime("node26"), flags: [] },
  { name: "Bun", program: findRuntime("bun"), flags: ["run"] },
  { name: "Deno", program: findRuntime("deno"), flags: ["run", "--allow-all", "--no-prompt"] },
])("under $name", ({ name, program, flags }) => {
  test.skipIf(program === undefined)(
    `a pool knows what it has not sent, and leaves everybody's fetch alone (skipped where there is no ${name})`,
    async () => {
      const script = new URL("support/pool/in-any-runtime.ts", import.meta.url).pathname;
      // Safe: skipped without one.
      const { stdout } = await run(program as string, [...flags, "--conditions=@just-one/source", script]);
      expect(JSON.parse(stdout)).toEqual({
        isGlobalLeftAlone: true,
        answered: "ok billed 1",
        beforeTls: "timeout unbilled 3",
        lost: "timeout unknown 1",
        refused: "transport unbilled 3",
        arrived: 2,
      });
    },
    60_000,
  );
});
