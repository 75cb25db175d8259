import type { House } from "./house.ts";
import type { Vendor } from "./vendor.ts";

/** What a client did, and what may have been sent for it at most. */
export interface Outcome {
  /** Different questions that were asked, or what the budget allows where that is less. */
  readonly most: number;
  /** What the last answer should have held and did not; a server that never pays is no use either. */
  readonly problem?: string | undefined;
}

/** A client that behaves as clients are known to, or as the protocol tells them to. */
export interface Scenario {
  readonly name: string;
  run(house: House, vendor: Vendor): Promise<Outcome>;
}
