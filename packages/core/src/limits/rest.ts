import type { Pace } from "./lane.ts";

/** After a 302 the operation rests, as long as the vendor asks for, or `pauseMs`, at random up to twice that. */
export function createRest(pauseMs = 5000): Pace {
  let openAt = 0;
  // Requests that started until then were under way together, and their refusal is no news.
  let closedAt = -Infinity;
  return {
    waitMs: (now) => Math.max(0, Math.ceil(openAt - now)),
    start: () => {},
    end: ({ outcome, startedAt, now, retryAfterMs }) => {
      if (outcome !== "limited") return undefined;
      const isNews = startedAt > closedAt;
      const restMs = retryAfterMs ?? pauseMs * (1 + Math.random());
      if (isNews || retryAfterMs !== undefined) openAt = Math.max(openAt, now + restMs);
      if (!isNews) return undefined;
      closedAt = now;
      return restMs;
    },
  };
}
