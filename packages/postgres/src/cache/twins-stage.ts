import { AsyncLocalStorage } from "node:async_hooks";
import { type Call, ConfigError, type Failure, type Stage } from "@just-one/core";
import type { Claims, Flight } from "./claims.ts";

// A cache is asked for a key and not for a call; this is how it knows which call asks.
const flights = new AsyncLocalStorage<{ readonly claims: Claims; readonly flight: Flight }>();

/** The call that asks a cache with these claims; absent where its client does not have the cache's stage. */
export function findFlight(claims: Claims): Flight | undefined {
  const found = flights.getStore();
  return found?.claims === claims ? found.flight : undefined;
}

/** Of identical calls on all machines one pays. */
export function createTwinsStage(claims: Claims): Stage {
  const ofCalls = new WeakMap<Call, Flight>();
  return {
    aroundCall: async (call, next) => {
      const flight: Flight = { isAwaited: () => call.signal?.aborted !== true && call.remainingMs() > 0 };
      ofCalls.set(call, flight);
      try {
        return await flights.run({ claims, flight }, next);
      } finally {
        if (flight.claim !== undefined) claims.leave(flight.claim);
      }
    },
    aroundAttempt: async (call, next) => {
      const { claim, isDoubtful } = ofCalls.get(call) ?? {};
      if (isDoubtful === true) return { ok: false, failure: doubtfulFailure };
      if (claim === undefined) return next();
      // A cache that fails is no reason not to send: only a process that dies besides would cost a second payment.
      await claims.mark(claim, true).catch(() => {});
      let isOver = false;
      try {
        const outcome = await next();
        isOver = true;
        if (!outcome.ok && outcome.failure.billing === "unknown") claim.isUnknown = true;
        if (outcome.ok) Object.assign(claim, { isLanded: true, isUnknown: false }); // its reply is what others wait for
        if (!outcome.ok && !claim.isUnknown) claims.mark(claim, false).catch(() => {});
        return outcome;
      } finally {
        if (!isOver) claim.isUnknown = true;
      }
    },
  };
}

const doubtfulFailure: Failure = {
  billing: "unbilled",
  final: true,
  toError: (meta) =>
    new ConfigError(
      `${meta.operation} was not sent: an identical call may have been paid for, and its process is gone or had no answer; ask with \`cache: "refresh"\` to pay again`,
      { meta },
    ),
};
