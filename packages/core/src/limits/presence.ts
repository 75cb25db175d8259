import { wait } from "../time/wait.ts";
import { checkQueue, type Lane, type LaneOptions, type Place, toError } from "./lane.ts";
import type { Release } from "./rate-limiter.ts";

/** Someone who waits for a place or holds one, and when that was last known. */
interface Presence {
  seenAt: number;
  /** Absent while there is none. */
  place?: Place;
}

/**
 * True on Cloudflare's workers. They end a request with all that waits in it, without a word, and count one that waits
 * only for what another will settle as hung: so nobody can be handed a place there, and a holder may never give it back.
 */
export function mayVanish(): boolean {
  return globalThis.navigator?.userAgent === "Cloudflare-Workers";
}

/** `acquire` where whoever waits may vanish: each looks for itself whether it is its turn, and who is gone is left out. */
export function createPolling({ take }: Lane, options: LaneOptions): Lane["acquire"] {
  const waiting = new Set<Presence>();
  const holders = new Set<Presence>();

  const takePlace = (): Release | undefined => {
    const place = take();
    if (place === undefined) return undefined;
    const holder = { seenAt: performance.now(), place };
    const leave = keepSeen(holder);
    holders.add(holder);
    return (...how) => {
      leave();
      return holders.delete(holder) ? place(...how) : undefined;
    };
  };

  const poll = async (signal: AbortSignal | undefined): Promise<Release> => {
    if (signal?.aborted) throw toError(signal);
    checkQueue(waiting, options);
    const turn = { seenAt: 0 };
    try {
      do {
        turn.seenAt = performance.now();
        waiting.add(turn);
        forgetGone(waiting);
        forgetGone(holders);
        const [first] = waiting;
        const release = first === turn ? takePlace() : undefined;
        if (release !== undefined) return release;
      } while (await wait(pollMs, signal));
      throw toError(signal);
    } finally {
      waiting.delete(turn);
    }
  };

  return (signal) => {
    forgetGone(waiting);
    return (waiting.size === 0 && !signal?.aborted ? takePlace() : undefined) ?? poll(signal);
  };
}

/** Shows that its owner is still there until told to stop, on a timer that goes with the owner. */
function keepSeen(presence: Presence): () => void {
  const timer = setInterval(() => {
    presence.seenAt = performance.now();
  }, goneMs / 4);
  return () => clearInterval(timer);
}

/** Takes out who has not been seen for a while. */
function forgetGone(among: Set<Presence>): void {
  const last = performance.now() - goneMs;
  for (const presence of among) {
    if (presence.seenAt >= last) continue;
    among.delete(presence);
    presence.place?.();
  }
}

const pollMs = 50;
const goneMs = 3000;
