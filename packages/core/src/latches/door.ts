import type { Call } from "../call/call.ts";
import type { Shape } from "../options/read-options.ts";

/** When what is closed is tried again. */
export interface ReopenOptions {
  /**
   * Milliseconds after which one call is sent to see whether the others may go again. Those are refused meanwhile, and
   * while that one is under way. `Infinity` waits for `client.reset()`. @default 60_000
   */
  readonly reopenAfterMs?: number | undefined;
  /** Milliseconds that the wait grows to at most: it doubles whenever that one call was in vain. @default 900_000 */
  readonly reopenCapMs?: number | undefined;
}

export const reopenShape: Shape<ReopenOptions> = { reopenAfterMs: 0, reopenCapMs: 0 };

/** Something that is closed: nobody passes until its time has come, and then one call at a time, which tries it. */
export interface Door {
  /** Epoch milliseconds; infinite: until it is reset. */
  until: number;
  /** How long it was closed for; `undefined` where it just opens at its time. */
  waitMs: number | undefined;
  /** The call that tries it now, and when. */
  probe?: { readonly call: Call; readonly since: number } | undefined;
}

// A worker may be stopped in the midst of a call, which then never ends. No reply takes this long.
const longestProbeMs = 300_000;

export function isShut({ until, probe }: Door, call: Call): boolean {
  const now = Date.now();
  return until > now || (probe !== undefined && probe.call !== call && now - probe.since < longestProbeMs);
}

/** For how long a door closes: longer each time that it was tried in vain. */
export function planReopen(
  { reopenAfterMs = 60_000, reopenCapMs = 900_000 }: ReopenOptions,
  earlier: Door | undefined,
): Pick<Door, "until" | "waitMs"> {
  const tried = earlier?.waitMs;
  const waitMs = tried === undefined ? reopenAfterMs : Math.max(reopenAfterMs, Math.min(tried * 2, reopenCapMs));
  return { until: Date.now() + waitMs, waitMs };
}

/**
 * Lets a call try doors whose time has come. Its place is taken when it is sent, not while it waits for anything, and
 * comes back with its end, whatever that is.
 */
export function tryDoors<T>(doors: readonly Door[], call: Call, send: () => Promise<T>): Promise<T> {
  if (doors.length === 0) return send();
  const probe = { call, since: Date.now() };
  for (const door of doors) door.probe = probe;
  return send().finally(() => {
    for (const door of doors) if (door.probe === probe) door.probe = undefined;
  });
}
