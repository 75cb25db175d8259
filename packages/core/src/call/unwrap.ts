import type { Result, Success } from "../result.ts";

/** Turns a result into what `call` promises. @throws JustOneError that the result holds */
export function unwrap<T>(result: Result<T>): Success<T> {
  if (!result.ok) throw result.error;
  return { data: result.data, meta: result.meta };
}
