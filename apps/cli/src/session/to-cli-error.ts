import { toExitCode } from "./to-exit-code.ts";
import type { JustOneError } from "@just-one/core";
import { CliError } from "../cli-error.ts";
import { describeFailure, describeReply } from "./describe-failure.ts";

/** A failed call as the end of the command: what happened, what the vendor says, and the exit code. */
export function toCliError(error: JustOneError): CliError {
  const reply = describeReply(error);
  return new CliError(describeFailure(error) + (reply === "" ? "" : `\n${reply}`), toExitCode(error));
}
