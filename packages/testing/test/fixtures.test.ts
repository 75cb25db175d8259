/* oxlint-disable vitest/no-standalone-expect -- the rule knows vitest's own `test` only */
import { expect } from "vitest";
import type { FaultServer, MockServer } from "@just-one/testing";
import { test } from "@just-one/testing/vitest";

const seen = new Set<FaultServer | MockServer>();

test.for([1, 2])("each test gets servers of its own, run %i", async (_, { mockServer, faultServer }) => {
  expect(seen.has(mockServer) || seen.has(faultServer)).toBe(false);
  seen.add(mockServer).add(faultServer);
  faultServer.enqueue(["html-502"]);
  expect((await fetch(`${faultServer.url}/a/v1?token=t`)).status).toBe(502);
  expect((await fetch(`${mockServer.url}/a/v1?token=t`)).status).toBe(404);
});

test("and they are gone afterwards", async () => {
  expect(seen.size).toBe(4);
  for (const { url } of seen) await expect(fetch(url)).rejects.toThrow(TypeError);
});
