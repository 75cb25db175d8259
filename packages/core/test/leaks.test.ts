import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Remains } from "./support/many-calls.ts";

const program = fileURLToPath(new URL("support/many-calls.ts", import.meta.url));

test("10,000 calls that succeed, fail, time out or are given up leave no timer, socket, listener or memory", async () => {
  const node = ["--conditions=@just-one/source", "--disable-warning=ExperimentalWarning"];
  const { stdout } = await promisify(execFile)(process.execPath, [...node, program]);
  // Safe: the program prints just this.
  const { ends, listeners, grownBytes, resources } = JSON.parse(stdout) as Remains;

  expect(ends).toEqual(["aborted", "api", "protocol", "success", "timeout", "transport"]);
  expect(listeners).toBe(0);
  expect(resources).toEqual([]);
  // The ledger keeps what is uncertain, on purpose: about 350 bytes each.
  expect(grownBytes).toBeLessThan(3 * 1024 * 1024);
});
