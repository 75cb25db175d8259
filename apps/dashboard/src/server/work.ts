/** Calls that may be paid for: what has to end before the server does. */
export interface Work {
  /** Runs a call; `undefined`, and nothing is called, once the server is stopping. */
  run<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> | undefined;
  /** Lets no further call begin and resolves when those under way have ended; aborts them after a time. */
  stop(abortAfterMs: number): Promise<void>;
}

/** Keeps account of the calls under way. */
export function createWork(): Work {
  const underWay = new Set<Promise<unknown>>();
  const controller = new AbortController();
  let isStopping = false;
  return {
    run: (call) => {
      if (isStopping) return undefined;
      const running = call(controller.signal);
      underWay.add(running);
      const end = (): void => void underWay.delete(running);
      running.then(end, end);
      return running;
    },
    stop: async (abortAfterMs) => {
      isStopping = true;
      const timer = setTimeout(() => controller.abort(), abortAfterMs);
      await Promise.allSettled(underWay);
      clearTimeout(timer);
    },
  };
}
