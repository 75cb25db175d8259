import type { Awaitable } from "../awaitable.ts";
import { findCodeRule } from "../envelope/business-codes.ts";
import { nextShanghaiMidnight } from "../time/shanghai.ts";
import type { ReopenOptions } from "./door.ts";

/** A door that an answer of the vendor's has closed, as it is shared. */
export interface StoredDoor {
  /** The answer's code: 601 closes the account, 303 and 600 an operation. */
  readonly code: number;
  /** `"METHOD /path"`; absent for the account. */
  readonly operation?: string;
  /** Epoch milliseconds: until then nothing is sent; then one call of each process tries it. */
  readonly until: number;
  /** For how long it was closed, in milliseconds, from which the next time doubles; absent for one that just opens at its time. */
  readonly waitMs?: number;
}

/**
 * Where doors are kept that several processes share; those of one account and server, since a door is closed for all who have the
 * store. Doors of a token (100, 602) are in none: to share them, something of the token would have to be stored.
 *
 * A store that fails, hangs or answers nonsense closes nothing and keeps no call for longer than a second: each client goes by what it
 * knows itself, and what was paid for is given out at once.
 */
export interface LatchStore {
  /** All doors that are closed now. */
  read(): Awaitable<readonly StoredDoor[]>;
  /** Closes a door in place of an earlier one of the same account or operation. */
  close(door: StoredDoor): Awaitable<void>;
  /** Opens a door; there may be none. */
  open(door: Pick<StoredDoor, "code" | "operation">): Awaitable<void>;
  /** Is to call the listener whenever a door may have changed, so that it is read anew; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

/**
 * A store for clients of one process that share an account.
 *
 * @example
 * ```ts
 * const store = createMemoryLatchStore();
 * const clients = tokensOfOneAccount.map((token) => createClient({ token, latches: { store } }));
 * ```
 */
export function createMemoryLatchStore(): LatchStore {
  const doors = new Map<string | undefined, StoredDoor>();
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  return {
    read: () => [...doors.values()],
    close: (door) => {
      doors.set(door.operation, { ...door });
      tell();
    },
    open: ({ operation }) => {
      if (doors.delete(operation)) tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What a client takes of a stored door: never closed for longer than it would close one itself. */
export type KnownDoor = Pick<StoredDoor, "code" | "operation" | "until"> & { readonly waitMs: number | undefined };

/** Reads what a store answered; passes over all that is no door of an account or operation. @throws TypeError for no list */
export function parseDoors(answer: unknown, options: ReopenOptions): KnownDoor[] {
  if (!Array.isArray(answer)) throw new TypeError("no list");
  const { reopenAfterMs = 60_000, reopenCapMs = 900_000 } = options;
  const now = Date.now();
  return answer.slice(0, 10_000).flatMap((given: unknown) => {
    // Safe: what is no object has no members, and their types are checked.
    const { code, operation, until, waitMs } = Object(given) as { [Name in keyof StoredDoor]?: unknown };
    const closes = typeof code === "number" ? findCodeRule(code)?.closes : undefined;
    if (typeof code !== "number" || closes === undefined || closes === "token") return [];
    if (typeof until !== "number" || Number.isNaN(until)) return [];
    const isToday = closes === "operation-for-today";
    const longestMs = isToday ? nextShanghaiMidnight(now).getTime() - now : Math.max(reopenAfterMs, reopenCapMs);
    const plan = {
      code,
      until: Math.min(until, now + longestMs),
      waitMs: isToday
        ? undefined
        : typeof waitMs === "number" && waitMs >= 0
          ? Math.min(waitMs, longestMs)
          : reopenAfterMs,
    };
    if (closes === "account") return [plan];
    return typeof operation === "string" && operation.includes(" ") ? [{ ...plan, operation }] : [];
  });
}
