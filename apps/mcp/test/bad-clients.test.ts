import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHttpHouse, createStdioHouse } from "./bad-clients/house.ts";
import { play } from "./bad-clients/play.ts";
import { scenarios } from "./bad-clients/scenarios.ts";
import { startVendor, type Vendor } from "./bad-clients/vendor.ts";
import { makeHome } from "./support/open-test-server.ts";

let vendor: Vendor;
beforeAll(async () => {
  vendor = await startVendor();
});
afterAll(() => vendor.server.close());

describe.each([
  ["stdio", "legacy", createStdioHouse],
  ["stdio", "modern", createStdioHouse],
  ["HTTP", "legacy", createHttpHouse],
  ["HTTP", "modern", createHttpHouse],
] as const)(
  "over %s in the %s era, nothing is paid twice and no budget passed by a client that",
  (_way, era, create) => {
    test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", async (_name, scenario) => {
      using home = makeHome();
      expect(await play(scenario, create({ home, vendor: vendor.server, era }), vendor)).toEqual([]);
    });
  },
);
