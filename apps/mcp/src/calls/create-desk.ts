import { randomBytes } from "node:crypto";
import type { Ledger, LedgerEntry, LedgerLimit, LedgerRefusal } from "@just-one/core";
import { ToolError, type ToolErrorFacts } from "../results/tool-error.ts";
import type { VendorAnswer } from "./ask-vendor.ts";
import type { CallEnd, CallStore, Claim, ClaimRules, KeptCall, WantedCall } from "./call-store.ts";
import { sweepCalls } from "./sweep-calls.ts";
import { waitForEnd } from "./wait-for-end.ts";

/** A question, and who asks it. */
export interface DeskQuestion extends Omit<WantedCall, "id"> {
  readonly params: object;
  /** What the request is held to; all of them, or it is not sent. */
  readonly limits: readonly LedgerLimit[];
}

/** What a question came to: a call that is under way or ended, or why it is not sent. */
export type Asked =
  | {
      readonly call: KeptCall;
      /** Whether this question, and not an earlier one, is what was sent. */
      readonly isOwn: boolean;
    }
  | { readonly refusal: LedgerRefusal };

/** What a desk works with. */
export interface DeskOptions {
  readonly store: CallStore;
  readonly ledger: Ledger;
  readonly ask: (question: { operation: string; params: object; label: string }) => Promise<VendorAnswer>;
  readonly rules: ClaimRules;
  /** Told how each call ended. */
  readonly onEnd?: (end: DeskEnd) => void;
}

/** How a call ended, for logs. */
export interface DeskEnd {
  readonly call: Pick<WantedCall, "id" | "operation" | "principal" | "label">;
  readonly answer: VendorAnswer;
  readonly ms: number;
}

/** Where all questions are asked, each at most once. */
export interface Desk {
  /** Asks a question if nobody has; returns at once, with a call that may be under way. */
  ask(question: DeskQuestion): Promise<Asked>;
  /** Waits until a call has ended, no longer than told; sends nothing. */
  wait(id: string, patience: { readonly ms: number; readonly signal: AbortSignal }): Promise<KeptCall | undefined>;
  /** How many are under way here. */
  countRunning(): number;
  /** Resolves when what is under way here has ended, or the time is over. */
  finish(ms: number): Promise<void>;
}

/** How often others are told that this process lives. */
const renewMs = 15_000;

/**
 * Makes the one place that sends. Before a request leaves, its question is claimed, its cost is reserved and both are on disk; so
 * whatever becomes of the client, the connection or this process, the next one who asks the same finds the claim.
 */
export function createDesk({ store, ledger, ask, rules, onEnd }: DeskOptions): Desk {
  const running = new Map<string, Promise<void>>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const sweep = (): Promise<void> => sweepCalls(store, ledger);

  /** Claims that could not be given back, as on a full disk: their questions would wait for this process to end. */
  const unreleased = new Set<string>();
  const release = async (id: string): Promise<void> => {
    unreleased.add(id);
    await store.release(id);
    unreleased.delete(id);
  };

  const claimOnce = async (call: WantedCall): Promise<Claim> => {
    try {
      for (const id of unreleased) await release(id);
      await sweep();
      return await store.claim(call, rules);
    } catch (error) {
      throw explainUnsent(error);
    }
  };

  const send = async (call: WantedCall, params: object): Promise<void> => {
    const startedAt = performance.now();
    const { id, operation, label } = call;
    let answer: VendorAnswer;
    try {
      answer = await ask({ operation, params, label });
    } catch (error) {
      answer = { billing: "unknown", failure: explainThrown(error), attempts: 0 };
    }
    // The reply first: a process that dies between the two has it, and the ledger errs on the safe side.
    await keepTrying(async () => store.end(id, toEnd(answer)));
    await ledger.settle(toEntry(call), answer.billing);
    onEnd?.({ call, answer, ms: Math.round(performance.now() - startedAt) });
  };

  const start = (call: WantedCall, params: object): void => {
    const ended = send(call, params)
      .catch(() => undefined) // A store that failed has the call as sent, which nobody sends again.
      .finally(() => {
        running.delete(call.id);
        if (running.size === 0) clearInterval(timer);
      });
    running.set(call.id, ended);
    if (running.size > 1) return;
    timer = setInterval(() => void Promise.resolve(store.renew([...running.keys()])).catch(() => undefined), renewMs);
    timer.unref();
  };

  return {
    ask: async ({ params, limits, ...wanted }) => {
      const call = { ...wanted, id: createHandle() };
      const claim = await claimOnce(call);
      if (claim.kind !== "new") return { call: claim.call, isOwn: false };
      let refusal: LedgerRefusal | undefined;
      try {
        refusal = (await ledger.reserve(toEntry(call), limits)) ?? undefined;
        if (refusal === undefined) await store.markSent(call.id);
      } catch (error) {
        await release(call.id).catch(() => undefined); // nothing has left
        await Promise.resolve(ledger.settle(toEntry(call), "unbilled")).catch(() => undefined);
        throw explainUnsent(error);
      }
      if (refusal !== undefined) {
        await release(call.id);
        return { refusal };
      }
      start(call, params);
      return { call: { ...call, state: "sent", startedAt: Date.now() }, isOwn: true };
    },
    wait: (id, { ms, signal }) =>
      waitForEnd({
        ms,
        signal,
        here: running.get(id),
        find: async () => {
          const call = await store.find(id);
          if (call?.state !== "sent" && call?.state !== "claimed") return call;
          if (running.has(id)) return call;
          await sweep();
          return store.find(id);
        },
      }),
    countRunning: () => running.size,
    finish: async (ms) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timeout = setTimeout(resolve, ms);
      await Promise.race([Promise.all(running.values()), promise]);
      clearTimeout(timeout);
    },
  };
}

function toEnd(answer: VendorAnswer): CallEnd {
  if ("json" in answer) return { state: "done", json: answer.json };
  return { state: answer.billing === "unknown" ? "unknown" : "failed", failure: JSON.stringify(answer.failure) };
}

const firstPauseMs = 100;
const lastPauseMs = 60_000;

/** What is paid for waits in memory for a disk that is full, or a database that is away, some minutes at most. */
async function keepTrying(write: () => Promise<void>): Promise<void> {
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    try {
      await write();
      return;
    } catch (error) {
      if (pauseMs > lastPauseMs) throw error;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, pauseMs).unref();
    await promise;
  }
}

/** 128 random bits: what nobody guesses, and no two processes make. */
function createHandle(): string {
  return `r_${randomBytes(16).toString("base64url")}`;
}

function toEntry({ id, operation, label, day, cost }: WantedCall): LedgerEntry {
  return { id, operation, label, day, cost };
}

/** What cannot be written down is not sent, and costs nothing. */
function explainUnsent(error: unknown): ToolError {
  return new ToolError({
    error: "failed",
    fix: "operator: just-one-mcp doctor; then start anew",
    // Of ours, or of the system's: both name a place and no secret.
    say: `Not sent, for it cannot be written down: ${error instanceof Error ? error.message.slice(0, 200) : "unknown error"}`,
  });
}

function explainThrown(error: unknown): ToolErrorFacts {
  return {
    error: "outcome_unknown",
    billed: "unknown",
    fix: "operator: just-one-mcp settle",
    say: `Something failed here (${error instanceof Error ? error.name : "unknown error"}); the call may have been sent.`,
  };
}
