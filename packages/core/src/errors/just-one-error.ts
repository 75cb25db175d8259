import type { Billing } from "../billing.ts";
import type { Meta } from "../meta.ts";
import { omitUndefined } from "../omit-undefined.ts";
import type { AnyJustOneError } from "./any-just-one-error.ts";

/** The kinds of failure; each has its own class. */
export type ErrorKind =
  | "api"
  | "transport"
  | "timeout"
  | "protocol"
  | "validation"
  | "aborted"
  | "budget"
  | "config"
  | "upstream"
  | "mismatch";

/** What every error is made of. */
export interface ErrorDetails {
  /** What is known about the call. */
  readonly meta: Meta;
  /** Whether the same call may succeed later without a change on the caller's side. @default false */
  readonly retryable?: boolean;
  /** What it comes from, without the token. */
  readonly cause?: unknown;
  /** What came and cannot be given. */
  readonly text?: string | undefined;
  /** What was paid for and is not the result. */
  readonly data?: unknown;
}

// Registered symbols are shared by every copy of the package in a process.
const brand = Symbol.for("@just-one/core/error");

/**
 * Base of every error that a call throws; `Facts` is what its class tells besides. Messages, causes and properties never hold the token, a URL or a body.
 *
 * @example
 * ```ts
 * catch (error) {
 *   if (!JustOneError.isInstance(error)) throw error;
 *   console.error(error.kind, error.billing, error.message);
 * }
 * ```
 */
export abstract class JustOneError<Facts extends object = object> extends Error {
  abstract readonly kind: ErrorKind;
  /** What the call, all attempts together, cost. */
  declare readonly billing: Billing;
  /** Whether the same call may succeed later without a change on the caller's side. */
  declare readonly retryable: boolean;
  /** What is known about the call. */
  declare readonly meta: Meta;
  /**
   * The reply's data that was paid for, where a middleware or `validate` kept it from being the call's result; else absent. Neither
   * inspection nor JSON shows it.
   */
  declare readonly data?: unknown;

  constructor(message: string, { meta, retryable = false, cause, text, data, ...facts }: ErrorDetails & Facts) {
    super(message, cause === undefined ? undefined : { cause });
    this.billing = meta.billing;
    this.retryable = retryable;
    this.meta = meta;
    // A class declares its facts; those that are not known are absent.
    Object.assign(this, omitUndefined(facts));
    Object.defineProperty(this, brand, { value: true });
    // Not enumerable: whoever prints or stores an error does not want a reply in it.
    if (text !== undefined) Object.defineProperty(this, "text", { value: text });
    if (data !== undefined) Object.defineProperty(this, "data", { value: data });
  }

  /** The call's id, as its events have it; absent where there was no call. */
  get callId(): string | undefined {
    return this.meta.callId;
  }

  /** True for any error of this family, also one made by another copy of this package. */
  static is(this: void, value: unknown): value is AnyJustOneError {
    return isOfKind(value);
  }

  /** The same as `is`. */
  static get isInstance(): (value: unknown) => value is AnyJustOneError {
    return this.is;
  }

  /** Every public member and the message, which an error's JSON lacks otherwise. */
  toJSON(): object {
    return Object.assign({ message: this.message }, this);
  }
}

/** Whether a value is an error of the family, and of one kind of it; the kind tells the class in every copy of the package. */
export function isOfKind(value: unknown, kind?: ErrorKind): boolean {
  try {
    if (!(value instanceof Error && brand in value)) return false;
    return kind === undefined || ("kind" in value && value.kind === kind);
  } catch {
    return false; // what others throw may throw itself when it is looked at
  }
}
