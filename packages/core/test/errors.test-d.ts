import {
  type AbortedError,
  type AnyJustOneError,
  ApiError,
  type BudgetError,
  type ConfigError,
  type ErrorKind,
  JustOneError,
  type MismatchError,
  type ProtocolError,
  TimeoutError,
  type TransportError,
  ValidationError,
} from "@just-one/core";
import { UpstreamError } from "@just-one/core/xingtu";
import { expectTypeOf, test } from "vitest";

declare const value: unknown;
declare const error: AnyJustOneError;

// A kind without a case would be an error at the end of it.
function pick(of: AnyJustOneError): unknown {
  switch (of.kind) {
    case "aborted":
      return expectTypeOf(of).toEqualTypeOf<AbortedError>();
    case "api":
      return expectTypeOf(of).toEqualTypeOf<ApiError>();
    case "budget":
      return expectTypeOf(of).toEqualTypeOf<BudgetError>();
    case "config":
      return expectTypeOf(of).toEqualTypeOf<ConfigError>();
    case "mismatch":
      return expectTypeOf(of).toEqualTypeOf<MismatchError>();
    case "protocol":
      return expectTypeOf(of).toEqualTypeOf<ProtocolError>();
    case "timeout":
      return expectTypeOf(of).toEqualTypeOf<TimeoutError>();
    case "transport":
      return expectTypeOf(of).toEqualTypeOf<TransportError>();
    case "upstream":
      return expectTypeOf(of).toEqualTypeOf<UpstreamError>();
    case "validation":
      return expectTypeOf(of).toEqualTypeOf<ValidationError>();
  }
  expectTypeOf(of).toBeNever();
}

test("each kind has its class, and each class its kind", () => {
  expectTypeOf<AnyJustOneError["kind"]>().toEqualTypeOf<ErrorKind>();
  expectTypeOf(pick).toBeFunction();
});

test("the guards of each class narrow to it, and what is caught to the union", () => {
  if (JustOneError.isInstance(value)) expectTypeOf(value).toEqualTypeOf<AnyJustOneError>();
  if (JustOneError.is(value)) expectTypeOf(value).toEqualTypeOf<AnyJustOneError>();
  if (TimeoutError.is(value)) expectTypeOf(value).toEqualTypeOf<TimeoutError>();
  if (TimeoutError.isInstance(value)) expectTypeOf(value).toEqualTypeOf<TimeoutError>();
  if (ApiError.isInstance(value)) expectTypeOf(value).toEqualTypeOf<ApiError>();
  if (UpstreamError.is(value)) expectTypeOf(value).toEqualTypeOf<UpstreamError>();
  if (ValidationError.is(error)) expectTypeOf(error).toEqualTypeOf<ValidationError>();
  else expectTypeOf(error).toEqualTypeOf<Exclude<AnyJustOneError, ValidationError>>();
});

test("an API error that has none of the codes asked for is still one", () => {
  if (ApiError.is(error, 601, 602)) expectTypeOf(error.code).toEqualTypeOf<601 | 602>();
  else if (ApiError.is(error, 303)) expectTypeOf(error.resetsAt).toEqualTypeOf<Date | undefined>();
  else if (ApiError.is(error)) expectTypeOf(error).toEqualTypeOf<ApiError>();
  else expectTypeOf(error).toEqualTypeOf<Exclude<AnyJustOneError, ApiError>>();
});
