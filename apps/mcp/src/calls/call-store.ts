/** One question that was asked of the vendor, or is being asked. Holds no token. */
export interface KeptCall {
  /** The handle that a model has: random, so that nobody comes by one that is not his. */
  readonly id: string;
  /** The server, and core's `toRequestKey`: the same for all calls that send the same. */
  readonly question: string;
  readonly operation: string;
  readonly principal: string;
  /** What it stands under in the ledger. */
  readonly label: string;
  /** The day in Shanghai that it is reserved on. */
  readonly day: string;
  /** A decimal string; empty where no price is known. */
  readonly cost: string;
  /** Whether it was asked although a kept reply would have answered. */
  readonly isFresh: boolean;
  /**
   * `claimed`: nothing has left this machine. `sent`: it may have. `done`: answered. `failed`: it came to nothing, and everybody
   * knows what it cost. `unknown`: nobody knows.
   */
  readonly state: "claimed" | "sent" | "done" | "failed" | "unknown";
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Epoch milliseconds; absent while it is under way. */
  readonly endedAt?: number;
  /** Bytes of the reply's data as JSON; absent where there is none. */
  readonly bytes?: number;
  /** Why it failed, as JSON of `ToolErrorFacts`; absent where it did not. */
  readonly failure?: string;
}

/** A question that is about to be asked. */
export type WantedCall = Omit<KeptCall, "state" | "startedAt" | "endedAt" | "bytes" | "failure">;

/** By which rules a question is asked. */
export interface ClaimRules {
  /** Milliseconds for which a reply answers the same question. */
  readonly reuseMs: number;
  /** Milliseconds for which it even answers one that is asked afresh once more, as by a client that lost the answer. */
  readonly freshReuseMs: number;
  /** Whether an outcome that nobody knows may be paid for again, where it is asked for with `fresh`. */
  readonly retriesUnknown: boolean;
}

/** What becomes of a question. */
export type Claim =
  /** Nobody has asked it: whoever has this answer, and nobody else, asks it. */
  | { readonly kind: "new" }
  /** It was answered. */
  | { readonly kind: "kept"; readonly call: KeptCall }
  /** It is being asked, here or by another process. */
  | { readonly kind: "running"; readonly call: KeptCall }
  /** It was sent, and nobody knows what became of it. */
  | { readonly kind: "unknown"; readonly call: KeptCall };

/** How a call ended. */
export interface CallEnd {
  readonly state: "done" | "failed" | "unknown";
  /** The reply's data as JSON text. */
  readonly json?: string;
  readonly failure?: string;
}

/** Calls whose process died: what was claimed only is as if it had never been asked, what was sent is unknown from now on. */
export interface Abandoned {
  readonly call: KeptCall;
  readonly wasSent: boolean;
}

/** The handle of an input's call, and whether it was this list that sent it; or why there is none; `null` before its turn. */
export type BatchItem = { readonly id: string; readonly isOwn: boolean } | { readonly why: string } | null;

/** The calls of one principal's list, and what became of each. */
export interface KeptBatch {
  readonly id: string;
  readonly operation: string;
  readonly principal: string;
  readonly purpose: string;
  readonly select: string;
  /** What became of each input. */
  readonly items: readonly BatchItem[];
  /** Epoch milliseconds. */
  readonly updatedAt: number;
  /** Why it ended before its end; absent where it did not. */
  readonly stopped?: string;
}

type Awaitable<T> = T | Promise<T>;

/**
 * Remembers what was asked, before it is sent, for all processes that share it. Each method is one step that no other process sees
 * half done, and what it returns is on disk.
 */
export interface CallStore {
  /** Claims a question, or tells why it need not or must not be asked. */
  claim(call: WantedCall, rules: ClaimRules): Awaitable<Claim>;
  /** What `claim` would say. */
  look(call: Pick<WantedCall, "question" | "isFresh">, rules: ClaimRules): Awaitable<Claim>;
  /** The last thing before a request leaves. */
  markSent(id: string): Awaitable<void>;
  /** Ends a call of `claim`'s; what was unknown meanwhile is known then. */
  end(id: string, end: CallEnd): Awaitable<void>;
  /** Gives a claim back: nothing was sent. */
  release(id: string): Awaitable<void>;
  /** Says of calls under way that their process lives. */
  renew(ids: readonly string[]): Awaitable<void>;
  /** Finds those whose process died. */
  sweep(): Awaitable<readonly Abandoned[]>;
  find(id: string): Awaitable<KeptCall | undefined>;
  /** Lets a principal read a reply that answered its question, and that another one paid for. */
  admit(id: string, principal: string): Awaitable<void>;
  /** Whether a principal was given that handle: nobody reads what he only has heard of. */
  mayRead(id: string, principal: string): Awaitable<boolean>;
  /** The reply's data as JSON text; absent where there is none, or none any more. */
  readReply(id: string): Awaitable<string | undefined>;
  /** Those that nobody knows the outcome of, oldest first. */
  listUnknown(): Awaitable<readonly KeptCall[]>;
  saveBatch(batch: KeptBatch): Awaitable<void>;
  findBatch(id: string): Awaitable<KeptBatch | undefined>;
  /** Adds calls to what may be spent on a day; to what a principal may, or all together where none is named. */
  grant(grant: Grant): Awaitable<void>;
  /** What was granted for a day in all; `person` by people in a form, `operator` by the command. */
  readGrants(day: string, principal: string): Awaitable<{ readonly person: number; readonly operator: number }>;
  /** Takes a nonce, once. False when it was taken before. */
  takeNonce(nonce: string): Awaitable<boolean>;
  /** Remembers that a principal declined. */
  decline(principal: string): Awaitable<void>;
  /** When the principal last declined, in epoch milliseconds; 0 for never. */
  readDeclined(principal: string): Awaitable<number>;
  /** Random bytes, the same for all processes that share the store. */
  readSecret(): Awaitable<Uint8Array>;
  close(): Awaitable<void>;
}

/** More than the settings allow. */
export interface Grant {
  readonly day: string;
  /** Empty: all together. */
  readonly principal: string;
  readonly calls: number;
  readonly by: "person" | "operator";
}
