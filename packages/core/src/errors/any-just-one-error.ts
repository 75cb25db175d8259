import type { UpstreamError } from "../xingtu/upstream-error.ts";
import type { AbortedError } from "./aborted-error.ts";
import type { ApiError } from "./api-error.ts";
import type { BudgetError } from "./budget-error.ts";
import type { ConfigError } from "./config-error.ts";
import type { MismatchError } from "./mismatch-error.ts";
import type { ProtocolError } from "./protocol-error.ts";
import type { TimeoutError } from "./timeout-error.ts";
import type { TransportError } from "./transport-error.ts";
import type { ValidationError } from "./validation-error.ts";

/**
 * Every error of the family, told apart by `kind`: in a `switch (error.kind)` each case has its own class. A call never
 * brings the `UpstreamError`, which `@just-one/core/xingtu` reads out of a success.
 *
 * @example
 * ```ts
 * const { data, error } = await client.try(operation, parameters);
 * if (error === undefined) return data;
 * switch (error.kind) {
 *   case "api":
 *     return retryLater(error.retryAfterMs);
 *   case "timeout":
 *     return tellHowLong(error.limitMs);
 *   default:
 *     throw error;
 * }
 * ```
 */
export type AnyJustOneError =
  | AbortedError
  | ApiError
  | BudgetError
  | ConfigError
  | MismatchError
  | ProtocolError
  | TimeoutError
  | TransportError
  | UpstreamError
  | ValidationError;
