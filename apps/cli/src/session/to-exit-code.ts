import { ApiError, type JustOneError } from "@just-one/core";
import { type ExitCode, exitCodes } from "../exit-code.ts";

/** The exit code of a failed call. */
export function toExitCode(error: JustOneError): ExitCode {
  if (ApiError.is(error, 100, 600)) return exitCodes.tokenOrPermission;
  if (ApiError.is(error, 303, 601, 602) || error.kind === "budget") return exitCodes.quotaOrBudget;
  if (error.kind === "validation" || error.kind === "config") return exitCodes.wrongUse;
  return error.kind === "aborted" ? exitCodes.interrupted : exitCodes.failed;
}
