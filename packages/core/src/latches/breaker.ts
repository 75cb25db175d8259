import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import { TransportError } from "../errors/transport-error.ts";
import { readOptions, type Shape } from "../options/read-options.ts";
import { type Door, isShut, planReopen, type ReopenOptions, tryDoors } from "./door.ts";
import { tellClosed } from "./refuse-closed.ts";

/** When a client stops sending because its requests are lost. */
export interface BreakerOptions extends ReopenOptions {
  /**
   * Requests without the vendor's reply one after the other, each of which may have been billed: lost connections,
   * time limits, pages of a gateway. What its caller aborted, and what was never sent, counts for nothing. @default 10
   */
  readonly lostInARow?: number | undefined;
}

export const breakerShape: Shape<BreakerOptions> = { lostInARow: 1, reopenAfterMs: 0, reopenCapMs: 0 };

/** The stage that `createBreaker` makes. */
export interface Breaker extends Stage {
  /** Sends again, and counts anew. */
  reset(): void;
  /** Whether the call would not be sent now. */
  keepsOut(call: Call): boolean;
}

/**
 * Stops sending when many requests in a row were lost: then the network is down, and each further one may be paid for
 * without a reply. Calls end at once with a `TransportError` in phase `connect`, unsent and unbilled. After a while one
 * call is sent; any reply of the vendor's, a failure as well, lets all go again. Stands last.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * const client = createLeanClient({ token, catalog, stages: [createBreaker({ lostInARow: 5 })] });
 * ```
 */
export function createBreaker(given: BreakerOptions = {}): Breaker {
  const options = readOptions("breaker.", given, breakerShape);
  const { lostInARow = 10 } = options;
  let lost = 0;
  let door: (Door & { readonly cause: AnyJustOneError }) | undefined;

  const keepsOut = (call: Call): boolean => door !== undefined && isShut(door, call);
  const reset = (): void => {
    lost = 0;
    door = undefined;
  };
  const refuse = (call: Call): Failure => {
    const end = door && tellClosed(call, door);
    const cause = door?.cause;
    const why = `the last ${lost} requests were lost, and a further one may be paid for without a reply`;
    const advice = `Nothing is sent ${end}: look after network, proxy and vendor`;
    return {
      billing: "unbilled",
      final: true,
      toError: (meta) =>
        new TransportError(`${meta.operation} was not sent: ${why}. ${advice}`, {
          meta,
          cause,
          phase: "connect",
          retryable: true,
        }),
    };
  };
  const count = (call: Call, outcome: AttemptOutcome): void => {
    if (outcome.unsent) return;
    if (outcome.ok || outcome.failure.code !== undefined) return reset();
    if (outcome.failure.billing !== "unknown" || call.signal?.aborted === true) return;
    lost += 1;
    // Those that were under way when it closed say nothing new.
    if (lost < lostInARow || (door !== undefined && door.probe?.call !== call)) return;
    door = { cause: outcome.failure.toError(call.meta()), ...planReopen(options, door) };
  };

  return {
    reset,
    keepsOut,
    aroundCall: (call, next) => {
      if (!keepsOut(call)) return next();
      const meta = call.meta();
      return Promise.resolve({ ok: false, error: refuse(call).toError(meta), meta });
    },
    aroundAttempt: (call, next) => {
      if (keepsOut(call)) return Promise.resolve({ ok: false, failure: refuse(call) });
      const tried = door;
      return tryDoors(tried === undefined ? [] : [tried], call, () =>
        next().then((outcome) => {
          count(call, outcome);
          return outcome;
        }),
      );
    },
  };
}
