import type { CatalogEntry } from "@just-one/api";
import { addBilling, type Billing } from "../billing.ts";
import type { CallOptions } from "../call-options.ts";
import type { LifeView } from "../lifetime.ts";
import type { EventDetail } from "../events/client-event.ts";
import type { Emit } from "../events/create-emit.ts";
import { type Attempt, type Meta, nameCall } from "../meta.ts";
import { type RequestText, writeRequest } from "../parameters/request-text.ts";
import type { ReadDelay } from "../retry/delay.ts";
import type { Explain, Problem } from "./problem.ts";

/** What the last envelope said besides `code` and `data`. */
export interface EnvelopeFacts {
  /** The vendor's id of the request. */
  readonly requestId?: string;
  /** The vendor's time stamp. */
  readonly recordTime?: string;
  /** Where integers beyond 2^53 were rounded: see `Meta.isRounded`. */
  readonly isRounded?: true;
  /** Those that are kept. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a call borrows from its client; stages see it, so it holds no way to the token. */
export interface CallShared {
  /** Tells an event. */
  readonly emit: Emit;
  /** Puts a problem into words. */
  readonly explain: Explain;
  /** Absent: only seconds are read. */
  readonly readDelay?: ReadDelay | undefined;
  /** Where its requests go; holds no token. */
  readonly baseUrl: string;
  /** Milliseconds for one attempt of a call that has no `timeoutMs` of its own. */
  readonly timeoutMs: number;
  /** Whether the platform may have sent a request twice that ended with this status, or with none. */
  readonly mayResend: (httpStatus?: number) => boolean;
}

/** What was asked for, once it is checked. */
export interface AskedFor {
  /** The operation's entry in the catalog. */
  readonly entry: CatalogEntry;
  /** Path, query and form alike. */
  readonly parameters: object;
  /** The call's own, with the client's deadline where it has none. */
  readonly options: CallOptions;
  /** The caller's own. */
  readonly context?: unknown;
  /** Its own id. */
  readonly callId: string;
}

/** One call while it runs: what was asked, and what has happened so far. */
export class Call {
  /** The operation's entry in the catalog. */
  declare readonly entry: CatalogEntry;
  /** Path, query and form alike. */
  declare readonly parameters: object;
  /** The call's own, with the client's deadline where it has none. */
  declare readonly options: CallOptions;
  /** What all calls of the client have in common. */
  declare readonly shared: CallShared;
  /** Of the client that it was asked of; absent for a lean client's. */
  life: LifeView | undefined;
  /** What it has to fit into besides the client's budgets; absent where there is nothing more. */
  budgets: { readonly key: string } | undefined;
  /** Tells it from every other call. */
  declare readonly callId: string;
  /** When the call began, or the last twin that shares its request: from then on its times are counted. */
  startedAt: number = performance.now();
  /** When the call began. */
  readonly calledAt: number = this.startedAt;
  /** When the attempt under way began; absent between attempts. */
  attemptAt: number | undefined;
  /** Ends the call at once; a stage may put one in front of the caller's. */
  signal: AbortSignal | undefined;
  /** Every request so far. */
  readonly attempts: Attempt[] = [];
  /** Set by the attempt that brought an envelope. */
  facts: EnvelopeFacts = noFacts;
  /** What the billed attempt cost, as a decimal string; absent without a price. */
  cost: string | undefined;
  /** Which token the last attempt was sent with. */
  tokenId: number | undefined;
  readonly #context: unknown;
  #request: RequestText | undefined;
  /** Timers may fire a little early; then a wait that ended at the deadline must not leave time for a request. */
  isLate = false;
  /** Milliseconds that stages made the next attempt wait. */
  waitedMs = 0;

  constructor(asked: AskedFor, shared: CallShared) {
    this.entry = asked.entry;
    this.parameters = asked.parameters;
    this.options = asked.options;
    this.#context = asked.context;
    this.shared = shared;
    this.callId = asked.callId;
    this.signal = asked.options.signal ?? undefined; // callers without types may say null
  }

  /** Tells an event of this call. */
  emit(detail: EventDetail): void {
    try {
      this.shared.emit(this, detail);
    } catch {
      // An observer never makes a paid call fail.
    }
  }

  /** The message of an error about this call. */
  explain(problem: Problem): string {
    return this.shared.explain(problem, this.entry.operation);
  }

  /** The call's own `context`, for stages of the caller's. Private, so that it is in nothing that is printed or stored. */
  get context(): unknown {
    return this.#context;
  }

  /** What every attempt sends; the stages that compare calls read it, too. */
  get request(): RequestText {
    return (this.#request ??= writeRequest(this.entry, this.parameters));
  }

  /** Milliseconds left of the call's deadline; infinite without one. */
  remainingMs(): number {
    const { deadlineMs } = this.options;
    if (this.isLate) return 0;
    const limitMs = deadlineMs ?? Infinity;
    return limitMs === Infinity ? limitMs : limitMs - (performance.now() - this.startedAt);
  }

  /** What is known now, as it goes into a result or an error. */
  meta(): Meta {
    const httpStatus = this.attempts.at(-1)?.httpStatus;
    return {
      operation: this.entry.operation,
      ...nameCall(this.callId, this.options.label),
      billing: this.attempts.reduce<Billing>((sum, { billing }) => addBilling(sum, billing), "unbilled"),
      attempts: [...this.attempts],
      cached: false,
      ...this.facts,
      ...(httpStatus !== undefined && { httpStatus }),
    };
  }
}

/** What an attempt knows before its reply is here. */
export const noFacts: EnvelopeFacts = {};
