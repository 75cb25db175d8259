import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHouse } from "./bad-clients/house.ts";
import { createNaiveSurface } from "./bad-clients/naive-surface.ts";
import { openBuggy, plantedBugs } from "./bad-clients/planted-bugs.ts";
import { play } from "./bad-clients/play.ts";
import { scenarios } from "./bad-clients/scenarios.ts";
import { startVendor, type Vendor } from "./bad-clients/vendor.ts";
import { makeHome } from "./support/open-test-server.ts";

let vendor: Vendor;
beforeAll(async () => {
  vendor = await startVendor();
});
afterAll(() => vendor.server.close());

describe("the bad clients find out", () => {
  test.each(plantedBugs.map((bug) => [bug.name, bug] as const))("a server that %s", async (_name, bug) => {
    using home = makeHome();
    const scenario = scenarios.find(({ name }) => name === bug.foundBy);
    const house = createHouse("modern", (args, death) => openBuggy(bug, { home, vendor: vendor.server, args, death }));
    expect(scenario && (await play(scenario, house, vendor))).not.toEqual([]);
  });

  test("a server that nobody thought about, by nearly all of them", async () => {
    const house = createHouse("modern", (args) => ({
      surface: createNaiveSurface(vendor.server, args),
      close: () => Promise.resolve(),
    }));
    const found: string[] = [];
    for (const scenario of scenarios.filter(({ name }) => !name.includes("killed"))) {
      if ((await play(scenario, house, vendor)).length > 0) found.push(scenario.name);
    }
    // Core, which it calls, refuses an id that was rounded; and it writes nothing that it could die at.
    const others = scenarios.map(({ name }) => name).filter((name) => !/^passes an id|killed/.test(name));
    expect(found).toEqual(others);
  });
});
