import { computeBackoff } from "../retry/backoff.ts";
import type { Pace } from "./lane.ts";

const minuteMs = 60_000;

/**
 * After a 302 the operation rests, and then one request at a time tries whether the vendor has opened again. What was let
 * through since then, or in the last minutes before, over the time it took until it opened, is the pace that the rest
 * goes on at; successes quicken it.
 */
export function createPace(pauseMs = 5000): Pace {
  let openAt = -Infinity;
  // Requests that started until then were sent at the old pace, and their refusal is no news.
  let closedAt = -Infinity;
  // In a row, with nothing let through between them.
  let refusals = 0;
  let gapMs = 0;
  // What was let through in this minute and in the one before.
  let recent = { since: 0, count: 0 };
  let earlier = recent;

  const chooseRest = (retryAfterMs?: number): number => {
    const rule = { maxAttempts: 0, baseMs: pauseMs, floorMs: 1 };
    const request = { rule, options: {}, retryNumber: refusals, random: Math.random() };
    return computeBackoff({ ...request, retryAfterMs }) ?? computeBackoff(request) ?? pauseMs;
  };

  const open = (at: number): void => {
    const count = recent.count + (earlier === recent ? 0 : earlier.count);
    // No slower than the rests in between would be, nor than half as fast as before, for a short time teaches little; where
    // there is nothing to learn from, one after the other at least.
    const learned = Math.min((at - earlier.since) / count, 3 * pauseMs, 2 * gapMs || Infinity);
    gapMs = count > 0 ? learned : Math.max(gapMs, pauseMs / 16);
    refusals = 0;
    recent = { since: at, count: 0 };
    earlier = recent;
    openAt = at + gapMs;
  };

  return {
    waitMs: (now) => Math.max(0, Math.ceil(openAt - now)),
    start: (now) => {
      // A rest belongs to what was let through before it.
      if (refusals === 0 && now - recent.since >= minuteMs) {
        const next = { since: now, count: 0 };
        earlier = now - recent.since < 2 * minuteMs ? recent : next;
        recent = next;
      }
      if (refusals > 0) openAt = now + chooseRest();
      else if (gapMs > 0) openAt = now + gapMs;
    },
    end: ({ outcome, startedAt, now, retryAfterMs }) => {
      const isNews = startedAt > closedAt;
      if (outcome === "limited") {
        if (!isNews) {
          if (retryAfterMs !== undefined) openAt = Math.max(openAt, now + chooseRest(retryAfterMs));
          return undefined;
        }
        closedAt = now;
        refusals += 1;
        const restMs = chooseRest(retryAfterMs);
        openAt = now + restMs;
        return restMs;
      }
      if (isNews && refusals > 0) open(startedAt);
      recent.count += 1;
      if (outcome === "succeeded") gapMs *= 0.98;
      return undefined;
    },
  };
}
