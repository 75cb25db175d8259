/** Someone who waits for a place or holds one, and when that was last known. */
export interface Presence {
  seenAt: number;
}

/**
 * True on Cloudflare's workers. They end a request with all that waits in it, without a word, and count one that waits
 * only for what another will settle as hung: so nobody can be handed a place there, and a holder may never give it back.
 */
export function mayVanish(): boolean {
  return globalThis.navigator?.userAgent === "Cloudflare-Workers";
}

/** Shows that its owner is still there until told to stop, on a timer that goes with the owner. */
export function keepSeen(presence: Presence): () => void {
  const timer = setInterval(() => {
    presence.seenAt = performance.now();
  }, goneMs / 4);
  return () => clearInterval(timer);
}

/** Takes out who has not been seen for a while. */
export function forgetGone(among: Set<Presence>): void {
  const last = performance.now() - goneMs;
  for (const presence of among) if (presence.seenAt < last) among.delete(presence);
}

const goneMs = 3000;
