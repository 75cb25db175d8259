import type { Result } from "../result.ts";
import type { Call } from "../call/call.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { waitWithin } from "../call/wait-within.ts";
import { type BusinessCodeRow, findBusinessCode } from "../envelope/business-codes.ts";
import { ApiError } from "../errors/api-error.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import { readOptions } from "../options/read-options.ts";
import { tokenReaders } from "../secrets/token-readers.ts";
import { andThen } from "../time/and-then.ts";
import { nextShanghaiMidnight } from "../time/shanghai.ts";
import { isShut, planReopen, type ReopenOptions, reopenShape, tryDoors } from "./door.ts";
import { type Latch, refuseClosed } from "./refuse-closed.ts";

/** When an operation, token or account that an answer closed is tried again. Code 303 opens at 00:00 in Shanghai. */
export interface LatchOptions extends ReopenOptions {}

/** The stages that `createLatches` makes. */
export interface Latches extends Stage {
  /** Refuses calls behind closed doors, and closes doors by their errors. */
  readonly aroundCall: NonNullable<Stage["aroundCall"]>;
  /** Opens everything. Answers to requests that went out before do not close it again. */
  reset(): void;
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
  const doors = new Doors(readOptions("latches.", given, reopenShape));
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

function findShut(latches: readonly Latch[], call: Call): Latch | undefined {
  return latches.find((latch) => isShut(latch, call));
}

const account = "account"; // no operation's name: those are "METHOD /path"
const none: readonly Latch[] = [];

/** What is closed, and by which answer. */
class Doors {
  /** By operation, by token, or for the account. */
  readonly #latches = new Map<string | number, Latch>();
  readonly #options: ReopenOptions;

  constructor(options: ReopenOptions) {
    this.#options = options;
  }

  clear(): void {
    this.#latches.clear();
  }

  /** The doors that the call has to pass. Takes a promise only when the token has to be asked for. */
  find(call: Call): readonly Latch[] | Promise<readonly Latch[]> {
    if (this.#latches.size === 0) return none;
    const found = this.#list(account, call.entry.operation);
    // Whom the first ones stop need not say which token it has.
    if (findShut(found, call) !== undefined || !this.#holdsToken()) return found;
    return readTokenId(call).then((tokenId) => this.#list(account, call.entry.operation, tokenId));
  }

  #holdsToken(): boolean {
    return [...this.#latches.keys()].some((key) => typeof key === "number");
  }

  #list(...keys: (string | number | undefined)[]): readonly Latch[] {
    return keys
      .map((key) => (key === undefined ? undefined : this.#latches.get(key)))
      .filter((latch) => latch !== undefined)
      .filter(({ until, waitMs }) => waitMs !== undefined || until > Date.now());
  }

  /** Opens what the call has tried with success: a door of another token than it was sent with stays. */
  open(tried: readonly Latch[], call: Call): void {
    for (const [key, latch] of this.#latches) {
      if (tried.includes(latch) && (typeof key === "string" || key === call.tokenId)) this.#latches.delete(key);
    }
  }

  /** The first answer stays; only the error that its caller got goes in place of what the gate told before. */
  close(call: Call, error: ApiError): void {
    const closes = findBusinessCode(error.code)?.closes;
    const last = error.meta.attempts.at(-1);
    const key = closes && findKey(closes, call);
    // What a closed door said itself, after an attempt that ended in another way, is no answer.
    if (key === undefined || last?.code !== error.code) return;
    const earlier = this.#latches.get(key);
    if (earlier?.call === call) {
      earlier.error = error;
      return;
    }
    if (earlier !== undefined && earlier.until > Date.now()) return;
    // A quota that was used up when the request left may be new by the time the answer is here.
    const midnight = { until: nextShanghaiMidnight(last.startedAt.getTime()).getTime(), waitMs: undefined };
    const plan = closes === "operation-for-today" ? midnight : planReopen(this.#options, earlier);
    // One that is tried at this moment stays the same door, which that call may open.
    this.#latches.set(key, Object.assign(earlier ?? {}, { call, error, ...plan }));
  }
}

function findKey(closes: NonNullable<BusinessCodeRow["closes"]>, call: Call): string | number | undefined {
  if (closes === "token") return call.tokenId; // a twin's request went out under another call
  return closes === "account" ? account : call.entry.operation;
}

/** The token that the call would be sent with; `undefined` when there is none in time, as the attempt will say itself. */
async function readTokenId(call: Call): Promise<number | undefined> {
  try {
    const tokens = tokenReaders.get(call.shared);
    const { timeoutMs = call.shared.timeoutMs } = call.options; // as for the attempt
    const token = await waitWithin(call, () => tokens?.read(), undefined, timeoutMs);
    return token === undefined ? undefined : tokens?.identify(token);
  } catch {
    return undefined;
  }
}
