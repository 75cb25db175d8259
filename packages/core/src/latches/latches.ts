import type { Call } from "../call/call.ts";
import type { Stage } from "../call/stage.ts";
import { waitWithin } from "../call/wait-within.ts";
import { checkNumbers } from "../check-numbers.ts";
import { type BusinessCodeRow, findBusinessCode } from "../envelope/business-codes.ts";
import { ApiError } from "../errors/api-error.ts";
import type { JustOneError } from "../errors/just-one-error.ts";
import { findTokenReader } from "../secrets/token-readers.ts";
import { andThen } from "../time/and-then.ts";
import { nextShanghaiMidnight } from "../time/shanghai.ts";
import { type Latch, refuseClosed } from "./refuse-closed.ts";

/** How long doors stay shut. */
export interface LatchOptions {
  /**
   * Milliseconds after which an operation, token or account that an answer closed is tried again by itself. Code 303
   * always opens at the next 00:00 in Shanghai.
   * @default never, until `client.reset()`
   */
  readonly reopenAfterMs?: number | undefined;
}

export interface Latches extends Stage {
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
 * midnight in Shanghai, 600 its operation, 100 and 602 the token, 601 the account. Requests under way go on.
 *
 * @throws ConfigError when the options cannot work
 */
export function createLatches(options: LatchOptions = {}): Latches {
  checkNumbers("latches.", options, { reopenAfterMs: 0 });
  const { reopenAfterMs = Infinity } = options;
  const doors = new Doors();
  let resets = 0;

  const closeFor = (call: Call, error: JustOneError, resetsBefore: number): void => {
    const closes = ApiError.is(error) ? findBusinessCode(error.code)?.closes : undefined;
    const sentAt = error.meta.attempts.at(-1)?.startedAt.getTime();
    if (!ApiError.is(error) || closes === undefined || sentAt === undefined || resets !== resetsBefore) return;
    // A quota that was used up when the request left may be new by the time the answer is here.
    const midnight = closes === "operation-for-today" ? nextShanghaiMidnight(sentAt).getTime() : undefined;
    doors.close(closes, { call, error, until: midnight ?? Date.now() + reopenAfterMs });
  };

  return {
    reset: () => {
      resets += 1;
      doors.clear();
    },
    findClosed: async (call) => (await doors.find(call))?.error,
    aroundCall: (call, next) =>
      andThen(doors.find(call), (latch) => {
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
    gate: {
      aroundAttempt: (call, next) =>
        andThen(doors.find(call), (latch) => {
          if (latch !== undefined) return Promise.resolve({ ok: false, failure: refuseClosed(call, latch) });
          const resetsBefore = resets;
          return next().then((outcome) => {
            if (!outcome.ok && outcome.failure.code !== undefined) {
              closeFor(call, outcome.failure.toError(call.meta()), resetsBefore);
            }
            return outcome;
          });
        }),
    },
  };
}

const account = "account"; // no operation's name: those are "METHOD /path"

/** What is closed, and by which answer. */
class Doors {
  /** By operation, or for the account. */
  readonly #latches = new Map<string, Latch>();
  readonly #tokens = new Map<number, Latch>();

  clear(): void {
    this.#latches.clear();
    this.#tokens.clear();
  }

  /** The door that keeps the call out. Takes a promise only when the token has to be asked for. */
  find(call: Call): Latch | undefined | Promise<Latch | undefined> {
    const latch = ifClosed(this.#latches.get(account)) ?? ifClosed(this.#latches.get(call.entry.operation));
    if (latch !== undefined || this.#tokens.size === 0) return latch;
    return this.#findForToken(call);
  }

  async #findForToken(call: Call): Promise<Latch | undefined> {
    const tokenId = await readTokenId(call);
    return tokenId === undefined ? undefined : ifClosed(this.#tokens.get(tokenId));
  }

  close(closes: NonNullable<BusinessCodeRow["closes"]>, latch: Latch): void {
    const { tokenId, entry } = latch.call;
    if (closes !== "token") shut(this.#latches, closes === "account" ? account : entry.operation, latch);
    else if (tokenId !== undefined) shut(this.#tokens, tokenId, latch); // a twin's request went out under another call
  }
}

function ifClosed(latch: Latch | undefined): Latch | undefined {
  return latch !== undefined && latch.until > Date.now() ? latch : undefined;
}

/** The first answer stays; only the error that its caller got goes in place of what the gate told before. */
function shut<K>(latches: Map<K, Latch>, key: K, latch: Latch): void {
  const earlier = latches.get(key);
  if (earlier === undefined || earlier.until <= Date.now() || earlier.call === latch.call) latches.set(key, latch);
}

/** The token that the call would be sent with; `undefined` when there is none in time, as the attempt will say itself. */
async function readTokenId(call: Call): Promise<number | undefined> {
  try {
    const tokens = findTokenReader(call.shared);
    return tokens.identify(await waitWithin(call, () => tokens.read()));
  } catch {
    return undefined;
  }
}
