import { JustOneError } from "@just-one/core";
import type { ExitCode } from "../exit-code.ts";
import { describeFailure } from "./describe-failure.ts";
import { toExitCode } from "./to-exit-code.ts";

/** What a client's error comes to; `undefined` for any other. */
export function describeThrown(error: unknown): { message: string; code: ExitCode } | undefined {
  if (!JustOneError.isInstance(error)) return undefined;
  return { message: describeFailure(error), code: toExitCode(error) };
}
