import { toExitCode } from "./to-exit-code.ts";
import type { JustOneError } from "@just-one/core";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { describeFailure, describeReply } from "./describe-failure.ts";
import { isHeldBack } from "./is-held-back.ts";

/**
 * A failed call as the end of the command: what happened, what the vendor says, and the exit code. What would have been sent
 * again, had nobody stopped the command, is interrupted.
 */
export function toCliError(error: JustOneError, stop: AbortSignal): CliError {
  if (isHeldBack(error, stop)) return new CliError("interrupted before anything was sent", exitCodes.interrupted);
  const reply = describeReply(error);
  const message = describeFailure(error) + (reply === "" ? "" : `\n${reply}`);
  const isGivenUp = stop.aborted && error.retryable && error.billing === "unbilled";
  return isGivenUp
    ? new CliError(`interrupted, and not sent again after ${message}`, exitCodes.interrupted)
    : new CliError(message, toExitCode(error));
}
