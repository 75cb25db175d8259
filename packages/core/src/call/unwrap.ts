import type { Result, Success } from "../result.ts";

/** Turns a result into what `call` promises. @throws JustOneError that the result holds */
export function unwrap<T>(result: Result<T>): Success<T> {
  if (result.ok) return { data: result.data, meta: result.meta };
  // Where promises are raced, V8 loses sight of the caller; here it is in sight again. Other engines lack this function.
  (Error as CaptureStackTrace).captureStackTrace?.(result.error, unwrap);
  throw result.error;
}

/** Named here, since whoever compiles this may have no types of Node. */
interface CaptureStackTrace {
  captureStackTrace?(target: object, above: unknown): void;
}
