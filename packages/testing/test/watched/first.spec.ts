/* oxlint-disable vitest/no-standalone-expect -- the rule knows vitest's own `test` only */
// Run by process.test.ts, twice, in watch mode, beside second.spec.ts.
import { expect } from "vitest";
import { test } from "@just-one/testing/vitest";

test("a mock and a fault server of its own", async ({ mockServer, faultServer }) => {
  expect((await fetch(`${mockServer.url}/nowhere`)).status).toBe(404);
  expect((await fetch(`${faultServer.url}/a/v1?token=t`)).status).toBe(200);
});
