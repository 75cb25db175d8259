/** Tells an observer, whose own trouble is not the run's: what it throws is swallowed, also later. */
export function observe<T>(observer: ((told: T) => unknown) | undefined, told: T): void {
  try {
    const answer = observer?.(told);
    // Not by its class: under Jest, Node's own promises are of another one.
    if (typeof answer === "object") Promise.resolve(answer).catch(() => undefined);
  } catch {
    // Nobody waits for it.
  }
}
