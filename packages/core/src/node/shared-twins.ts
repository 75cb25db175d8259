import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Awaitable } from "../awaitable.ts";
import type { CachedReply } from "../cache/cache-store.ts";
import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import type { Stage } from "../call/stage.ts";
import { ConfigError } from "../errors/config-error.ts";

/** A question that somebody is to pay for. */
export interface Claim {
  /** The cache's key. */
  readonly key: string;
  /** Tells whoever holds it from all others. */
  readonly holder: string;
}

/**
 * What becomes of a question: its reply, or `yours`, for the holder to pay for it; `busy` while somebody else does, `doubtful` when
 * somebody may have, without a reply, and does not any more.
 */
export type ClaimAnswer = CachedReply | "yours" | "busy" | "doubtful";

/** Remembers who pays for what, for all processes that share a cache. Each method is one step that no other process sees half done. */
export interface ClaimStore {
  /** Finds the reply to a question, or else claims it for the holder if nobody has. */
  findOrClaim(claim: Claim): Awaitable<ClaimAnswer>;
  /**
   * Says that a request may have left, or that none that did was billed. False where the claim is another's by now, as this process was
   * taken for dead, or nobody's any more: the question is asked anew then, before anything is sent.
   */
  mark(claim: Claim, isSent: boolean): Awaitable<boolean>;
  /** Gives a claim back; one of which nobody knows whether it was paid for stays in doubt. */
  end(claim: Claim, isDoubtful: boolean): Awaitable<unknown>;
  /** Says of holders that their process lives; asked every three seconds. */
  renew(holders: readonly string[]): Awaitable<unknown>;
}

/** What a cache that processes share does, so that of identical calls one pays. */
export interface SharedTwins {
  /** For the clients that have the cache. */
  readonly stage: Stage;
  /**
   * What the cache's `get` gives to a call of such a client: the reply, also one that another process pays for, once it is there; nothing
   * where this call shall pay. `undefined` for any other caller.
   */
  find(key: string): Promise<CachedReply | undefined> | undefined;
  /** Resolves when the store has been told everything. */
  close(): Promise<void>;
}

/** One call on its way to a reply. */
interface Flight {
  /** Whether it is still waited for. */
  readonly isAwaited: () => boolean;
  /** What it has claimed, together with calls of this process that ask the same. */
  claim?: OwnClaim;
  /** Somebody who is gone may have paid for it. */
  isDoubtful?: boolean;
}

/** A reply that this process pays for. */
interface OwnClaim extends Claim {
  /** Its reply is here, and will be in the cache: who comes now waits for that. */
  isLanded: boolean;
  /** Calls that go by it. */
  count: number;
  /** Whether a request ended of which nobody knows if it was billed. */
  isUnknown: boolean;
  /** What the store is told, in order. */
  told: Promise<unknown>;
}

const heartbeatMs = 3000;

/**
 * Makes what lets a cache of your own share its calls between processes: of identical ones that are under way at the same time one pays,
 * and the others wait for its reply. What may have been paid for without a reply is not sent again: such calls fail, unsent, with a
 * `ConfigError` whose `inDoubt` is true.
 *
 * @example
 * ```ts
 * const twins = createSharedTwins(claims);
 * const store: CacheStore = { get: (key) => twins.find(key) ?? find(key), set };
 * const client = createClient({ token, cache: { ttlMs: 24 * 3_600_000, store }, stages: [twins.stage] });
 * ```
 */
export function createSharedTwins(store: ClaimStore): SharedTwins {
  // A cache is asked for a key and not for a call; this is how it knows which call asks.
  const flights = new AsyncLocalStorage<Flight>();
  const ofCalls = new WeakMap<Call, Flight>();
  const own = new Map<string, OwnClaim>();
  /** What the store is still to be told. */
  const telling = new Set<Promise<unknown>>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const keepAlive = (): void => {
    const holders = [...own.values()].map(({ holder }) => holder);
    void Promise.resolve()
      .then(() => store.renew(holders))
      .catch(() => {}); // the next beat may do
  };
  const join = (claim: OwnClaim, flight: Flight): void => {
    claim.count += 1;
    own.set(claim.key, claim);
    timer ??= setInterval(keepAlive, heartbeatMs).unref();
    // Its call may have ended while the store was asked.
    if (flight.isAwaited()) flight.claim = claim;
    else leave(claim);
  };
  const tell = <T>(claim: OwnClaim, act: () => Awaitable<T>): Promise<T> => {
    const answer = claim.told.then(act);
    const told: Promise<unknown> = answer.catch(() => {}).finally(() => telling.delete(told));
    telling.add(told);
    claim.told = told;
    return answer;
  };
  /** Whoever took the claim over may have paid, and be done with it: only a question that is still open is claimed again. */
  const hold = async (claim: OwnClaim): Promise<boolean> =>
    (await store.mark(claim, true)) ||
    ((await store.findOrClaim(claim)) === "yours" && (await store.mark(claim, true)));
  const leave = (claim: OwnClaim): void => {
    claim.count -= 1;
    if (claim.count > 0) return;
    if (own.get(claim.key) === claim) own.delete(claim.key);
    if (own.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    void tell(claim, () => store.end(claim, claim.isUnknown)).catch(() => {}); // it ends by itself
  };
  const findOrClaim = async (key: string, flight: Flight): Promise<CachedReply | undefined> => {
    const holder = randomUUID();
    for (let pauseMs = 25; ; pauseMs = Math.min(2 * pauseMs, 400)) {
      const earlier = own.get(key);
      // Those of one client share its request, and what becomes of that.
      if (earlier?.isLanded === false) {
        join(earlier, flight);
        return undefined;
      }
      const found = await store.findOrClaim({ key, holder });
      if (typeof found === "object") return found;
      if (found === "yours")
        join({ key, holder, isLanded: false, count: 0, isUnknown: false, told: Promise.resolve() }, flight);
      if (found === "doubtful") flight.isDoubtful = true;
      if (found !== "busy" || !flight.isAwaited()) return undefined;
      await wait(pauseMs * (0.5 + Math.random()));
    }
  };

  return {
    find: (key) => {
      const flight = flights.getStore();
      return flight && findOrClaim(key, flight);
    },
    stage: {
      aroundCall: async (call, next) => {
        let hasEnded = false;
        const isAwaited = (): boolean =>
          !hasEnded && call.signal?.aborted !== true && call.life?.isClosed !== true && call.remainingMs() > 0;
        const flight: Flight = { isAwaited };
        ofCalls.set(call, flight);
        try {
          return await flights.run(flight, next);
        } finally {
          hasEnded = true;
          if (flight.claim !== undefined) leave(flight.claim);
        }
      },
      aroundAttempt: async (call, next) => {
        const { claim, isDoubtful } = ofCalls.get(call) ?? {};
        if (isDoubtful === true) return { ok: false, failure: doubtfulFailure };
        if (claim === undefined) return next();
        // A store that fails is no reason not to send: only a process that dies besides would cost a second payment.
        const isHeld = await tell(claim, () => hold(claim)).catch(() => true);
        if (!isHeld) return { ok: false, failure: doubtfulFailure };
        let isOver = false;
        try {
          const outcome = await next();
          isOver = true;
          if (!outcome.ok && outcome.failure.billing === "unknown") claim.isUnknown = true;
          if (outcome.ok) Object.assign(claim, { isLanded: true, isUnknown: false }); // its reply is what others wait for
          if (!outcome.ok && !claim.isUnknown) tell(claim, () => store.mark(claim, false)).catch(() => {});
          return outcome;
        } finally {
          if (!isOver) claim.isUnknown = true;
        }
      },
    },
    close: async () => {
      clearInterval(timer);
      await Promise.all(telling);
    },
  };
}

const doubtfulFailure: Failure = {
  billing: "unbilled",
  final: true,
  toError: (meta) =>
    new ConfigError(
      `${meta.operation} was not sent: an identical call may have been paid for, and its process is gone or had no answer; ask with \`cache: "refresh"\` to pay again`,
      { meta, inDoubt: true },
    ),
};
