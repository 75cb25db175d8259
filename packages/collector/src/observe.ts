/** Tells an observer, whose own trouble is not the run's: what it throws is swallowed, also later. */
export function observe<T>(observer: ((told: T) => unknown) | undefined, told: T): void {
  try {
    const promise = observer?.(told);
    if (promise instanceof Promise) promise.catch(() => undefined);
  } catch {
    // Nobody waits for it.
  }
}
