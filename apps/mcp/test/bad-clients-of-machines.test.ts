import { createDatabase, describePostgres } from "@just-one/postgres-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpHouse } from "./bad-clients/house.ts";
import { play } from "./bad-clients/play.ts";
import { scenarios } from "./bad-clients/scenarios.ts";
import { startVendor, type Vendor } from "./bad-clients/vendor.ts";
import { makeHome } from "./support/open-test-server.ts";

let vendor: Vendor;
beforeAll(async () => {
  vendor = await startVendor();
});
afterAll(() => vendor.server.close());

describePostgres(
  "of machines that share a database, nothing is paid twice and no budget passed by a client that",
  () => {
    test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", async (_name, scenario) => {
      using home = makeHome();
      const database = await createDatabase();
      const house = createHttpHouse({ home, vendor: vendor.server, era: "modern", database });
      expect(await play(scenario, house, vendor)).toEqual([]);
    });
  },
);
