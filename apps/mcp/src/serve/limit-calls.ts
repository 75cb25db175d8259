import type { Surface } from "../protocol/surface.ts";
import { limitRate } from "./limit-rate.ts";

/** Counts what tools are called, too: one request of the older era may hold thousands of them. */
export function limitCalls(surface: Surface, callsPerMinute = 600): Surface {
  const admits = limitRate(callsPerMinute);
  return {
    ...surface,
    call: async (name, args, context) =>
      admits(context.principal)
        ? surface.call(name, args, context)
        : {
            error: {
              error: "failed",
              billed: "no",
              retry: "later",
              fix: "wait",
              say: `Not done: tools may be called ${callsPerMinute} times a minute.`,
            },
          },
  };
}
