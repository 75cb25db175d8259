import type { CatalogEntry } from "@just-one/api";
import type { Call } from "../call/call.ts";
import type { Stage } from "../call/stage.ts";
import { AbortedError } from "../errors/aborted-error.ts";
import { findOrCreate } from "../find-or-create.ts";
import type { Result } from "../result.ts";
import { emptyMeta, pickReplyFacts } from "../meta.ts";
import { toRequestKey } from "../parameters/request-text.ts";

interface Flight {
  /**
   * Taken away when it is there: a busy map leaves its former tables behind until the next full collection, and every
   * reply that hangs on one of their entries would live as long.
   */
  result: Promise<Result<unknown>> | undefined;
  /** Absent when the call that it left with has no signal: that one stays to the end. */
  readonly stop: AbortController | undefined;
  waiting: number;
  /** Set when the call it left with has gone: then a twin that is still there reports what was paid. */
  isBillOpen: boolean;
}

/** Identical calls that are under way at the same time share one request; it is stopped when none waits any more. */
export function createTwinsStage(): Stage {
  const byEntry = new Map<CatalogEntry, Map<string, Flight>>();
  return {
    aroundCall: (call, next) => {
      if (call.options.cache === "refresh" || call.options.cache === "off") return next();
      if (call.signal?.aborted === true) return next(); // ends unsent, and nobody else shall share that
      const key = toKey(call);
      const flights = findOrCreate(byEntry, call.entry, createFlights);
      const flight = flights.get(key);
      if (flight !== undefined) return join(call, flight);
      const own = start(call, next, () => {
        own.result = undefined;
        if (flights.get(key) === own) flights.delete(key);
      });
      flights.set(key, own);
      return wait(call, own, () => {
        own.isBillOpen = true;
      });
    },
  };
}

function createFlights(): Map<string, Flight> {
  return new Map();
}

// Calls that allow different times are not the same: one would end with the other's limit.
function toKey(call: Call): string {
  const { timeoutMs, deadlineMs, retry } = call.options;
  const key = toRequestKey(call.request);
  if (timeoutMs === undefined && deadlineMs === undefined && retry === undefined) return key;
  return `${key} ${JSON.stringify([timeoutMs, deadlineMs, retry])}`;
}

function start(call: Call, next: () => Promise<Result<unknown>>, land: () => void): Flight {
  const stop = call.signal && new AbortController();
  stop?.signal.addEventListener("abort", land);
  call.signal = stop?.signal; // the caller may leave while a twin still waits
  const result = next().then(
    (end) => {
      land();
      return end;
    },
    (error: unknown) => {
      land();
      throw error;
    },
  );
  return { result, stop, waiting: 0, isBillOpen: false };
}

async function join(call: Call, flight: Flight): Promise<Result<unknown>> {
  const result = await wait(call, flight);
  if (!result.ok) return result;
  const data = structuredClone(result.data);
  if (flight.isBillOpen) {
    flight.isBillOpen = false;
    return { ...result, data };
  }
  call.emit({ type: "cached" });
  return { ok: true, data, meta: { ...call.meta(), ...pickReplyFacts(result.meta), cached: true, ageMs: 0 } };
}

/** Waits for the flight as long as the caller's own signal allows; its deadline is the flight's or later. */
function wait(call: Call, flight: Flight, onLeave?: () => void): Promise<Result<unknown>> {
  const { signal } = call.options;
  // Safe: one that has landed is not found any more.
  const result = flight.result as Promise<Result<unknown>>;
  flight.waiting += 1;
  return signal === undefined ? result : waitUnlessAborted(call, { flight, result, signal, onLeave });
}

async function waitUnlessAborted(
  call: Call,
  {
    flight,
    result,
    signal,
    onLeave,
  }: {
    flight: Flight;
    result: Promise<Result<unknown>>;
    signal: AbortSignal;
    onLeave: (() => void) | undefined;
  },
): Promise<Result<unknown>> {
  const left = Promise.withResolvers<"left">();
  const abort = (): void => left.resolve("left");
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  try {
    const end = await Promise.race([result, left.promise]);
    if (end !== "left") return end;
    flight.waiting -= 1;
    if (flight.waiting > 0) {
      onLeave?.();
      return leave(call);
    }
    flight.stop?.abort();
    return await result; // ends at once, and knows whether a request was under way
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** The result of a caller that gave up on a request which goes on for another. */
function leave(call: Call): Result<unknown> {
  const meta = emptyMeta(call.entry.operation);
  const message = `${meta.operation} was aborted by the caller; an identical call goes on with the request`;
  return { ok: false, error: new AbortedError(message, { meta }), meta };
}
