/** Runs a task when there is room; rejects at once when the signal ends the wait. */
export type Pool = <T>(signal: AbortSignal, task: () => Promise<T>) => Promise<T>;

/** Lets a number of tasks run at a time, first come first served. */
export function createPool(size: number): Pool {
  const waiting = new Set<() => void>();
  let running = 0;

  const enter = (signal: AbortSignal): Promise<void> => {
    if (running < size) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(start);
        reject(new DOMException("aborted", "AbortError"));
      };
      const start = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.add(start);
    });
  };
  const exit = (): void => {
    const [next] = waiting;
    if (next === undefined) running -= 1;
    else {
      waiting.delete(next);
      next();
    }
  };

  return async (signal, task) => {
    signal.throwIfAborted();
    await enter(signal);
    try {
      return await task();
    } finally {
      exit();
    }
  };
}
