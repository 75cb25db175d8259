/**
 * Matchers and fixtures for vitest. Importing it is enough: `expect` then knows `toBeBilled` and `toFailWithCode`.
 *
 * @packageDocumentation
 */
import { expect, test as base, type TestAPI } from "vitest";
import type { FaultServer } from "./faults/fault-server.ts";
import { toBeBilled, toFailWithCode } from "./matchers/matchers.ts";
import type { Billing } from "./matchers/read-outcome.ts";
import type { MockServer } from "./mock/mock-server.ts";
import { startFaultServer } from "./start-fault-server.ts";
import { startMockServer } from "./start-mock-server.ts";

declare global {
  // vitest's own interface for matchers has other type parameters in each of its versions; this one, which all of them
  // build their assertions from, has none.
  // oxlint-disable-next-line typescript/no-namespace -- it is chai's
  namespace Chai {
    interface Assertion {
      /** What the call cost; `"billed"` unless another is named. For a success, a result, an error or a ledger's line. */
      toBeBilled(expected?: Billing): void;
      /** The call failed with one of these business codes. For a result or an error. */
      toFailWithCode(...codes: number[]): void; // vitest makes no promise of one that takes a readonly list
    }
  }
}

expect.extend({ toBeBilled, toFailWithCode });

/** What a test may ask for by name. */
export interface JustOneFixtures {
  /** A mock of the API for this test alone, started when the test asks for it. */
  readonly mockServer: MockServer;
  /** A server that fails as it is told, for this test alone, started when the test asks for it. */
  readonly faultServer: FaultServer;
}

/**
 * vitest's `test` with servers to ask for; each lives as long as its test.
 *
 * @example
 * ```ts
 * test("a cut body is not asked for again", async ({ faultServer }) => {
 *   faultServer.enqueue(["cut-body"]);
 *   const client = createClient({ token: "any", baseUrl: faultServer.url });
 *   expect(await client.try(operation, parameters)).toBeBilled("unknown");
 *   expect(faultServer.sumUp()).toEqual({ arrived: 1, billed: 1 });
 * });
 * ```
 */
export const test: TestAPI<JustOneFixtures> = base.extend<JustOneFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the pattern to see what a fixture needs
  mockServer: async ({}, use) => {
    await using server = await startMockServer();
    await use(server);
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  faultServer: async ({}, use) => {
    await using server = await startFaultServer();
    await use(server);
  },
});
