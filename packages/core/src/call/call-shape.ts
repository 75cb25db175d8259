import type { CallOptions } from "../call-options.ts";
import type { Shape } from "../options/read-options.ts";
import { retryOption } from "../retry/retry-options.ts";

/** What the options of a call may be. */
export const callShape: Shape<CallOptions> = {
  signal: "an object",
  timeoutMs: 1,
  // May have passed already, as when a caller passes what is left of its own.
  deadlineMs: -Infinity,
  retry: retryOption,
  cache: undefined,
  label: "a text",
  context: undefined,
};
