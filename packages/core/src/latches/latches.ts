import type { Result } from "../result.ts";
import type { Call } from "../call/call.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { ApiError } from "../errors/api-error.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import { readOptions, type Shape } from "../options/read-options.ts";
import { andThen } from "../time/and-then.ts";
import { type ReopenOptions, reopenShape, tryDoors } from "./door.ts";
import { Doors, findShut } from "./doors.ts";
import type { LatchStore } from "./latch-store.ts";
import { type Latch, refuseClosed } from "./refuse-closed.ts";

/** When an operation, token or account that an answer closed is tried again. Code 303 opens at 00:00 in Shanghai. */
export interface LatchOptions extends ReopenOptions {
  /** Shares the doors of the account and of operations with other processes. @default this client's own memory */
  readonly store?: LatchStore | undefined;
}

export const latchShape: Shape<LatchOptions> = { ...reopenShape, store: undefined };

/** The stages that `createLatches` makes. */
export interface Latches extends Stage {
  /** Refuses calls behind closed doors, and closes doors by their errors. */
  readonly aroundCall: NonNullable<Stage["aroundCall"]>;
  /** Opens everything. Answers to requests that went out before do not close it again. */
  reset(): void;
  /** Leaves the store, if there is one: nothing more is heard of it. */
  close(): void;
  /** The error that keeps the call from being sent now; `undefined` when nothing does. */
  findClosed(call: Call): Promise<ApiError | undefined>;
  /**
   * Stops attempts for which a door closed while they waited, and closes doors as early as can be: stands last, behind
   * the rate limit. Without it, calls that wait already are still sent.
   */
  readonly gate: Stage;
}

/**
 * Remembers answers that doom every later call, and fails those at once, unsent: 303 closes its operation until
 * midnight in Shanghai; 600 its operation, 100 and 602 the token, 601 the account, until one call that is let through
 * after a while succeeds. Requests under way go on.
 *
 * @throws ConfigError when the options cannot work
 */
export function createLatches(given: LatchOptions = {}): Latches {
  const doors = new Doors(readOptions("latches.", given, latchShape));
  let resets = 0;

  const closeFor = (call: Call, error: AnyJustOneError, resetsBefore: number): void => {
    const answer = ApiError.is(error) ? error : error.cause; // behind the error of a middleware
    if (ApiError.is(answer) && resets === resetsBefore) doors.close(call, answer);
  };
  const findClosed = (call: Call): Latch | undefined | Promise<Latch | undefined> => {
    const found = doors.find(call);
    return found instanceof Promise ? found.then((all) => findShut(all, call)) : findShut(found, call);
  };
  const gate: Stage = {
    aroundAttempt: (call, next) =>
      andThen(doors.find(call), (found): Promise<AttemptOutcome> => {
        const latch = findShut(found, call);
        if (latch !== undefined) return Promise.resolve({ ok: false, failure: refuseClosed(call, latch) });
        const resetsBefore = resets;
        return tryDoors(found, call, () =>
          next().then((outcome) => {
            if (outcome.ok) {
              if (!outcome.unsent) doors.open(found, call);
            } else if (outcome.failure.code !== undefined) {
              closeFor(call, outcome.failure.toError(call.meta()), resetsBefore);
            }
            return outcome;
          }),
        );
      }),
  };

  return {
    ...gate,
    gate,
    close: () => doors.leave(),
    reset: () => {
      resets += 1;
      doors.clear();
    },
    findClosed: async (call) => (await findClosed(call))?.error,
    aroundCall: (call, next) =>
      andThen(findClosed(call), (latch): Promise<Result<unknown>> => {
        if (latch !== undefined) {
          const meta = call.meta();
          return Promise.resolve({ ok: false, error: refuseClosed(call, latch).toError(meta), meta });
        }
        const resetsBefore = resets;
        return next().then((result) => {
          if (!result.ok) closeFor(call, result.error, resetsBefore);
          return result;
        });
      }),
  };
}
