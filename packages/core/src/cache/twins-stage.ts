import type { CatalogEntry } from "@just-one/api";
import type { Call } from "../call/call.ts";
import type { Stage } from "../call/stage.ts";
import { findOrCreate } from "../find-or-create.ts";
import type { LifeView } from "../lifetime.ts";
import { mayVanish } from "../limits/presence.ts";
import type { Result } from "../result.ts";
import { startTimeLimit } from "../time/start-time-limit.ts";
import { findLimit, findPassed, type TwinLimit } from "./twin-limit.ts";
import { leaveAborted, leaveClosed, leaveLate, shareResult, takeOver } from "./twin-results.ts";

/** One request, and those who wait for it. */
interface Flight {
  /** The call that it left with. */
  readonly call: Call;
  /** Ends it; absent when the call that it left with has no signal, and is no child's. */
  readonly stop: AbortController | undefined;
  /** In the order in which they came: the first of those who are still there reports what was paid. */
  waiting: Waiter[];
  /** Lets later calls go by themselves. */
  readonly land: () => void;
  /** When each of the waiting has its own result. */
  landed?: Promise<void>;
}

/**
 * Where a flight is found. The map of those under way is busy and old, and V8 keeps each of its former tables until the next
 * full collection: they shall hold nothing but empty seats.
 */
interface Seat {
  flight: Flight | undefined;
}

/** One caller's end of a flight. */
interface Waiter {
  readonly call: Call;
  readonly signal: AbortSignal | undefined;
  /** Of the child that it is a call of; absent where it is no child's, for all of a family ends at once, and so does a flight. */
  readonly life: LifeView | undefined;
  readonly startedAt: number;
  readonly end: (result: Result<unknown>) => void;
  readonly fail: (error: unknown) => void;
  /** Absent without a signal. */
  abort?: () => void;
  /** Absent without a child. */
  close?: () => void;
  /** Absent while the flight's own time is the waiter's. */
  liftLimit?: () => void;
  /** Takes what the flight brought. */
  take?: () => void;
}

/**
 * Identical calls that are under way at the same time share one request; it is stopped when none waits any more. Each has
 * its own time, signal, data and error; only one of them reports the request and its cost.
 */
export function createTwinsStage(): Stage {
  const byEntry = new Map<CatalogEntry, Map<string, Seat>>();
  return {
    aroundCall: (call, next) => {
      const { signal, options } = call;
      if (options.cache === "refresh" || options.cache === "off") return next();
      if (signal?.aborted || call.life?.isClosed) return next(); // ends unsent, and nobody else shall share that
      const key = toKey(call);
      const flights = findOrCreate(byEntry, call.entry, createFlights);
      const under = flights.get(key)?.flight;
      if (under !== undefined) return join(call, under);
      const seat: Seat = { flight: undefined };
      const land = (): void => {
        if (flights.get(key) === seat) flights.delete(key);
        seat.flight = undefined;
      };
      const life = findChild(call);
      call.life = findFamily(call); // the child may be closed while a twin still waits
      const stop = signal || life ? new AbortController() : undefined;
      call.signal = stop?.signal; // the caller may leave while a twin still waits
      stop?.signal.addEventListener("abort", land);
      const flown = next();
      const flight: Flight = { call, stop, waiting: [], land };
      seat.flight = flight;
      flights.set(key, seat);
      return new Promise((end, fail) => {
        const first: Waiter = { call, signal, life, startedAt: call.startedAt, end, fail };
        const fall = (error: unknown): void => {
          for (const waiter of empty(flight)) waiter.take = () => waiter.fail(error);
          first.take?.();
        };
        flight.landed = flown.then((result) => share(flight, result, first), fall);
        enter(first, flight);
      });
    },
  };
}

function findChild({ life }: Call): LifeView | undefined {
  return life?.family && life;
}

function findFamily({ life }: Call): LifeView | undefined {
  return life?.family ?? life;
}

function createFlights(): Map<string, Seat> {
  return new Map();
}

// Calls that allow different times are not the same: which of them would a retry be for?
function toKey(call: Call): string {
  const { timeoutMs, deadlineMs, retry } = call.options;
  // Of one client, whose catalog has one order: the public key would put it in order first, and tells the same calls apart.
  const { target, form } = call.request;
  let key = form === undefined ? target : `${target} ${form}`;
  if (call.budgets !== undefined) key += ` ${call.budgets.key}`;
  if (timeoutMs === undefined && deadlineMs === undefined && retry === undefined) return key;
  return `${key} ${timeoutMs} ${deadlineMs} ${JSON.stringify(retry)}`; // JSON has no `Infinity`
}

function join(call: Call, flight: Flight): Promise<Result<unknown>> {
  // The flight has the time of the last one to come; those who came before keep their own themselves.
  for (const waiter of flight.waiting) if (waiter.liftLimit === undefined) keepTime(waiter, flight);
  flight.call.startedAt = Math.max(flight.call.startedAt, call.startedAt);
  flight.call.isLate = false;
  flight.call.signal = flight.stop?.signal; // somebody waits, if nobody did
  flight.call.life = findFamily(call);
  return new Promise((end, fail) => {
    const twin: Waiter = { call, signal: call.signal, life: findChild(call), startedAt: call.startedAt, end, fail };
    // Each looks itself, for on Cloudflare's workers nobody can be woken by the request of another; and the one that the
    // flight left with may have gone, with its time.
    void flight.landed?.then(() => twin.take?.());
    enter(twin, flight);
    if (mayVanish()) keepTime(twin, flight);
  });
}

function enter(waiter: Waiter, flight: Flight): void {
  const { signal, life } = waiter;
  flight.waiting.push(waiter);
  if (life !== undefined) {
    waiter.close = () => close(waiter, flight);
    life.signal?.addEventListener("abort", waiter.close);
  }
  if (signal === undefined) return;
  waiter.abort = () => leave(waiter, flight);
  signal.addEventListener("abort", waiter.abort);
  if (signal.aborted) waiter.abort(); // while the request was on its way out
}

function keepTime(waiter: Waiter, flight: Flight): void {
  const limit = findLimit(waiter, flight.call);
  if (limit.leftMs <= 0) leave(waiter, flight, limit);
  else waiter.liftLimit = startTimeLimit(limit.leftMs, () => keepTime(waiter, flight));
}

/** The child of one is closed: it leaves, unless a request is under way, and nothing more is sent for such alone. */
function close(waiter: Waiter, flight: Flight): void {
  const { call, waiting, stop } = flight;
  if (waiting.every(({ life }) => life?.isClosed === true)) call.life = waiter.life;
  if (call.attemptAt !== undefined) return;
  if (waiting.length === 1) return stop?.abort();
  release(waiter);
  waiting.splice(waiting.indexOf(waiter), 1);
  waiter.end(leaveClosed(waiter.call));
}

/** One gives up, because its time is over or else because its signal says so. */
function leave(waiter: Waiter, flight: Flight, limit?: TwinLimit): void {
  const { waiting, stop } = flight;
  if (mayVanish()) flight.land(); // it may be dead
  const isLast = waiting.length === 1;
  // It ends at once, and knows whether a request was under way.
  if (isLast && limit === undefined && stop !== undefined) return stop.abort(waiter.signal?.reason);
  if (isLast) stop?.abort(); // first, so that what it cost is known, and an attempt of the call
  release(waiter);
  waiting.splice(waiting.indexOf(waiter), 1);
  const { call } = isLast ? flight : waiter;
  const passed = limit ?? findPassed(waiter);
  const result = passed === undefined ? leaveAborted(call, isLast) : leaveLate(call, passed, isLast);
  waiter.end(takeOver(waiter.call, result));
  if (!isLast) return;
  // Nothing more is sent for nobody; what is under way may still be for one who comes meanwhile.
  if (call.attemptAt === undefined) flight.land();
  call.signal ??= AbortSignal.abort();
}

/** Makes a result for each of them at once: whoever sees theirs first may change it. */
function share(flight: Flight, result: Result<unknown>, first: Waiter): void {
  let isFirst = true;
  for (const waiter of empty(flight)) {
    try {
      const own = isFirst ? takeOver(waiter.call, result) : shareResult(waiter.call, result);
      waiter.take = () => waiter.end(own);
    } catch (error) {
      waiter.take = () => waiter.fail(error); // a stage of the caller's may have errors of a make of its own
    }
    isFirst = false;
  }
  first.take?.(); // the others look themselves
}

function empty(flight: Flight): readonly Waiter[] {
  const { waiting } = flight;
  flight.land();
  flight.waiting = [];
  waiting.forEach(release);
  return waiting;
}

function release({ liftLimit, signal, abort, life, close: shut }: Waiter): void {
  liftLimit?.();
  if (shut) life?.signal?.removeEventListener("abort", shut);
  if (abort) signal?.removeEventListener("abort", abort);
}
