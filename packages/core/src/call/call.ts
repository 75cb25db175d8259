import type { CatalogEntry } from "@just-one/api";
import { addBilling, type Billing } from "../billing.ts";
import type { CallOptions } from "../call-options.ts";
import type { Attempt, Meta } from "../meta.ts";

/** What the last envelope said besides `code` and `data`. */
export interface EnvelopeFacts {
  readonly requestId?: string;
  readonly recordTime?: string;
}

/** One call while it runs: what was asked, and what has happened so far. */
export class Call {
  readonly entry: CatalogEntry;
  readonly parameters: object;
  readonly options: CallOptions;
  readonly startedAt: number = performance.now();
  readonly attempts: Attempt[] = [];
  /** Set by the attempt that brought an envelope. */
  facts: EnvelopeFacts = {};
  /** Milliseconds that stages made the next attempt wait. */
  waitedMs = 0;

  constructor(entry: CatalogEntry, parameters: object, options: CallOptions) {
    this.entry = entry;
    this.parameters = parameters;
    this.options = options;
  }

  get signal(): AbortSignal | undefined {
    return this.options.signal;
  }

  /** Milliseconds left of the call's deadline; infinite without one. */
  remainingMs(): number {
    const { deadlineMs } = this.options;
    return deadlineMs === undefined ? Infinity : deadlineMs - (performance.now() - this.startedAt);
  }

  /** What is known now, as it goes into a result or an error. */
  meta(): Meta {
    const httpStatus = this.attempts.at(-1)?.httpStatus;
    return {
      operation: this.entry.operation,
      ...this.facts,
      ...(httpStatus === undefined ? {} : { httpStatus }),
      billing: this.attempts.reduce<Billing>((sum, attempt) => addBilling(sum, attempt.billing), "unbilled"),
      attempts: [...this.attempts],
      cached: false,
    };
  }
}

/** The meta of a failure that no call has got to. */
export function emptyMeta(operation: string): Meta {
  return { operation, billing: "unbilled", attempts: [], cached: false };
}
