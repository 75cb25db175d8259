import type { Shape } from "../options/read-options.ts";

/** How parameters are checked before they are sent. */
export interface ParameterOptions {
  /**
   * Sends values that an operation's list does not have: one that the vendor added yesterday need not wait for a release.
   * Its type is checked all the same. What the vendor does not know it answers with code 400, unbilled.
   * @default false
   */
  readonly allowUnknownEnum?: boolean | undefined;
}

export const parametersShape: Shape<ParameterOptions> = { allowUnknownEnum: "true or false" };
