/**
 * Goes on with a value at once, or with a promise's when it is there. Every `await` costs a call some memory and a turn
 * of the microtask queue, and nearly always the value is there already.
 */
export function andThen<T, R>(value: T | Promise<T>, goOn: (value: T) => Promise<R>): Promise<R> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
