import { ApiError, type JustOneError } from "@just-one/core";

/** How a command ended; scripts rely on these numbers. */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUse: 2,
  partFailed: 3,
  tokenOrPermission: 4,
  quotaOrBudget: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of a failed call. */
export function toExitCode(error: JustOneError): ExitCode {
  if (ApiError.is(error, 100, 600)) return exitCodes.tokenOrPermission;
  if (ApiError.is(error, 303, 601, 602) || error.kind === "budget") return exitCodes.quotaOrBudget;
  if (error.kind === "validation" || error.kind === "config") return exitCodes.wrongUse;
  return error.kind === "aborted" ? exitCodes.interrupted : exitCodes.failed;
}
