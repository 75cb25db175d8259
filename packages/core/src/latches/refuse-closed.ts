import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import { ApiError } from "../errors/api-error.ts";
import { omitUndefined } from "../omit-undefined.ts";
import type { Door } from "./door.ts";

/** One closed door. */
export interface Latch extends Door {
  /** The call whose answer closed it; absent where it was another process's. */
  call: Call | undefined;
  error: ApiError;
  /** When a store was known to have it, in turns; absent where it is not. */
  storedAt?: number | undefined;
}

const lastDateMs = 8.64e15; // no `Date` goes further

/** The failure of a call that stands before a closed door; tells of it as an event. */
export function refuseClosed(call: Call, latch: Latch): Failure {
  const { error } = latch;
  const end = tellClosed(call, latch, error.code);
  return {
    billing: "unbilled",
    final: true,
    toError: (meta) =>
      new ApiError(
        `${meta.operation} was not sent: an earlier call was answered with code ${error.code}, which closes it ${end}`,
        { meta, cause: error, code: error.code, vendorMessage: error.vendorMessage, resetsAt: error.resetsAt },
      ),
  };
}

/** Tells of a call that stands before a closed door, as an event, and says until when. */
export function tellClosed(call: Call, { until }: Door, code?: number): string {
  const opensAt = until <= lastDateMs && until > Date.now() ? new Date(until) : undefined;
  call.emit({ type: "latched", ...omitUndefined({ code, until: opensAt }) });
  if (opensAt !== undefined) return `until ${opensAt.toISOString()}`;
  return until > lastDateMs ? "until client.reset()" : "while another call tries whether it is open again";
}
