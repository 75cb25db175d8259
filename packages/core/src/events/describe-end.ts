import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { wasSent } from "../meta.ts";
import type { CallEnded } from "./client-event.ts";

/** What an event tells of a call that ended with an error; without a beginning, it ended at once. */
export function describeEnd(error: AnyJustOneError, calledAt?: number): CallEnded {
  const { kind, billing, meta } = error;
  // One that shared a request has none of its own.
  const isSent = wasSent(meta) || meta.cached;
  return {
    type: isSent ? "failed" : "refused",
    kind,
    billing,
    durationMs: calledAt === undefined ? 0 : performance.now() - calledAt,
    ...omitUndefined({ code: error.kind === "api" ? error.code : undefined, requestId: meta.requestId }),
  };
}
