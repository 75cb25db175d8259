import type { Call } from "../call/call.ts";
import type { Stage } from "../call/stage.ts";
import { findBusinessCode } from "../envelope/business-codes.ts";
import { ApiError } from "../errors/api-error.ts";
import type { Result } from "../result.ts";

/** How long doors stay shut. */
export interface LatchOptions {
  /**
   * Milliseconds after which an operation, token or account that an answer closed is tried again by itself. Code 303
   * always opens at the next 00:00 in Shanghai.
   * @default never, until `client.reset()`
   */
  readonly reopenAfterMs?: number | undefined;
}

export interface Latches extends Stage {
  /** Opens everything. */
  reset(): void;
  /** The error that keeps the call from being sent now; `undefined` when nothing does. */
  findClosed(call: Call): Promise<ApiError | undefined>;
}

interface Latch {
  readonly error: ApiError;
  readonly until: number;
  /** Which token it closes; absent when it closes all. */
  readonly generation?: number;
}

/**
 * Remembers answers that doom every later call, and fails those at once, unsent: 303 closes its operation until
 * midnight in Shanghai, 600 its operation, 100 and 602 the token, 601 the account. Calls under way go on.
 */
export function createLatches(options: LatchOptions = {}): Latches {
  const latches = new Map<string, Latch>();

  const findLatch = async (call: Call): Promise<Latch | undefined> => {
    for (const key of ["account", "token", call.entry.operation]) {
      const latch = latches.get(key);
      if (latch !== undefined && latch.until > Date.now() && (await isAbout(latch, call))) return latch;
    }
    return undefined;
  };

  return {
    reset: () => latches.clear(),
    findClosed: async (call) => (await findLatch(call))?.error,
    aroundCall: async (call, next) => {
      const latch = latches.size === 0 ? undefined : await findLatch(call);
      if (latch !== undefined) return refuse(call, latch);
      const result = await next();
      if (!result.ok && ApiError.is(result.error)) close(latches, call, result.error, options);
      return result;
    },
  };
}

/** A token's latch holds only as long as the caller's function returns that token. */
async function isAbout(latch: Latch, call: Call): Promise<boolean> {
  if (latch.generation === undefined) return true;
  try {
    await call.shared.tokens.read();
  } catch {
    return false; // the attempt will fail by itself and say so
  }
  return latch.generation === call.shared.tokens.generation;
}

function close(latches: Map<string, Latch>, call: Call, error: ApiError, options: LatchOptions): void {
  const closes = findBusinessCode(error.code)?.closes;
  if (closes === undefined) return;
  // No operation is called "account" or "token": a key is "METHOD /path".
  const key = closes === "token" || closes === "account" ? closes : call.entry.operation;
  const until = error.resetsAt?.getTime() ?? Date.now() + (options.reopenAfterMs ?? Infinity);
  latches.set(key, { error, until, ...(closes === "token" ? { generation: call.shared.tokens.generation } : {}) });
}

function refuse(call: Call, latch: Latch): Result<unknown> {
  const { error, until } = latch;
  const untilDate = Number.isFinite(until) ? new Date(until) : undefined;
  call.emit({ type: "latched", code: error.code, ...(untilDate === undefined ? {} : { until: untilDate }) });
  const meta = call.meta();
  const end = untilDate === undefined ? "until client.reset()" : `until ${untilDate.toISOString()}`;
  return {
    ok: false,
    meta,
    error: new ApiError(
      `${meta.operation} was not sent: an earlier call was answered with code ${error.code}, which closes it ${end}`,
      {
        meta,
        cause: error,
        code: error.code,
        vendorMessage: error.vendorMessage,
        resetsAt: error.resetsAt,
      },
    ),
  };
}
