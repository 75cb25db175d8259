import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { CreatorRow } from "./creator-row.ts";
import { planRetry } from "./plan-retry.ts";
import type { Receipt } from "./receipt.ts";
import { listCalls, type Request, type SpreadCall } from "./spread-call.ts";
import { useStore } from "./store-context.ts";
import { toRows } from "./to-rows.ts";
import { sortUnanswered, type Unanswered } from "./unanswered.ts";
import { useThrottled } from "./use-throttled.ts";

/** The creators of a request, and how far loading is. */
export interface Creators {
  readonly rows: readonly CreatorRow[];
  /** Calls answered, well or not, of all. */
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly isLoading: boolean;
  readonly unanswered: Unanswered;
  /** What was loaded last came to; absent before anything was asked for. */
  readonly receipt: Receipt | undefined;
  /** Asks for calls that have no figures; each may cost, and those that may be paid for twice are sent only `again`. */
  readonly load: (calls: readonly SpreadCall[], options?: { readonly again?: boolean }) => void;
  /** Asks for what these creators lack. */
  readonly retry: (ids: readonly string[]) => void;
  /** Sends nothing further; what is under way is still answered. */
  readonly stop: () => void;
}

/** Every reply may change every line, by what is best now: drawn often enough to be watched, and not oftener. */
const redrawMs = 150;

/** Watches the replies to a request. */
export function useCreators(request: Request): Creators {
  const store = useStore();
  const version = useSyncExternalStore(store.subscribe, store.version);
  const newest = useMemo(() => ({ request, version }), [request, version]);
  const throttled = useThrottled(newest, redrawMs);
  // Never the figures of one list under the names of another.
  const shown = throttled.request === request ? throttled : newest;
  const calls = useMemo(() => listCalls(request), [request]);
  const load = useCallback<Creators["load"]>((wanted, options) => store.load(wanted, options), [store]);
  const retry = useCallback(
    (ids: readonly string[]) => {
      for (const wanted of ids) {
        const { sure, again } = planRetry(
          calls.filter(({ id }) => id === wanted),
          store.find,
        );
        store.load(sure);
        store.load(again, { again: true });
      }
    },
    [store, calls],
  );
  return useMemo(() => {
    const states = calls.map(store.find);
    const count = (...wanted: readonly string[]): number =>
      states.filter(({ status }) => wanted.includes(status)).length;
    return {
      rows: toRows(shown.request, store.find),
      done: count("loaded", "failed"),
      failed: count("failed"),
      total: calls.length,
      isLoading: count("loading") > 0,
      unanswered: sortUnanswered(calls, store.find),
      receipt: store.receipt(),
      load,
      retry,
      stop: store.stop,
    };
  }, [shown, calls, store, load, retry]);
}
