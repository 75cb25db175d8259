import { JustOneError } from "@just-one/core";
import type { CliError } from "../cli-error.ts";
import { toCliError } from "./to-cli-error.ts";

/** What a client's error comes to; `undefined` for any other. */
export function describeThrown(error: unknown, stop: AbortSignal): CliError | undefined {
  return JustOneError.isInstance(error) ? toCliError(error, stop) : undefined;
}
