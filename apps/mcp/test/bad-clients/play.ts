import type { House, Instance } from "./house.ts";
import type { Scenario } from "./scenario.ts";
import type { Vendor } from "./vendor.ts";

/** Plays a client against a server, and says what is wrong with the vendor's books or with the answer; nothing where all is well. */
export async function play(scenario: Scenario, house: House, vendor: Vendor): Promise<string[]> {
  vendor.reset();
  const opened: Instance[] = [];
  const watched: House = {
    open: async (args, death) => {
      const instance = await house.open(args, death);
      opened.push(instance);
      return instance;
    },
  };
  try {
    const { most, problem } = await scenario.run(watched, vendor);
    vendor.letGo();
    await Promise.all(opened.map((instance) => instance.close().catch(() => undefined)));
    const { arrived } = vendor.server.sumUp();
    return [
      ...(arrived > most ? [`${arrived} requests were sent where ${most} would do`] : []),
      ...(problem === undefined ? [] : [problem]),
    ];
  } finally {
    vendor.letGo();
    await Promise.all(opened.map((instance) => instance.close().catch(() => undefined)));
  }
}
