import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import { ApiError } from "../errors/api-error.ts";
import { omitUndefined } from "../omit-undefined.ts";

/** One closed door. */
export interface Latch {
  /** The call whose answer closed it. */
  readonly call: Call;
  readonly error: ApiError;
  /** Epoch milliseconds; infinite: until it is reset. */
  readonly until: number;
}

const lastDateMs = 8.64e15; // no `Date` goes further

/** The failure of a call that stands before a closed door; tells of it as an event. */
export function refuseClosed(call: Call, { error, until }: Latch): Failure {
  const opensAt = until <= lastDateMs ? new Date(until) : undefined;
  call.emit({ type: "latched", code: error.code, ...omitUndefined({ until: opensAt }) });
  const end = opensAt === undefined ? "until client.reset()" : `until ${opensAt.toISOString()}`;
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
