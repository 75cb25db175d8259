import type { Result } from "../result.ts";
import type { Call } from "./call.ts";
import type { AttemptOutcome } from "./run-attempt.ts";

/** One concern around every call, such as a budget or a rate limit; the first in a client's list is the outermost. */
export interface Stage {
  /** Around the whole call, retries included. May answer itself, and then nothing is sent. */
  readonly aroundCall?: (call: Call, next: () => Promise<Result<unknown>>) => Promise<Result<unknown>>;
  /** Around every attempt. May answer itself, and then this attempt is not sent. */
  readonly aroundAttempt?: (call: Call, next: () => Promise<AttemptOutcome>) => Promise<AttemptOutcome>;
}
