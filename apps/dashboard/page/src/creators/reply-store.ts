import type { CallReply } from "../../../src/shared/protocol.ts";
import type { CreatorState } from "./creator-row.ts";
import { readReply } from "./read-reply.ts";
import { countReply, type Receipt, startReceipt } from "./receipt.ts";
import { type SpreadCall, toCallKey } from "./spread-call.ts";

/** Asks for one creator's figures. `onlyFree`: where that would cost, nothing is sent and it fails. Never rejects. */
export type AskSpread = (call: SpreadCall, options: { readonly onlyFree: boolean }) => Promise<CallReply>;

export interface ReplyStoreOptions {
  readonly ask: AskSpread;
  /** How many at a time. */
  readonly atOnce: number;
  /** Asked before the first call that may cost: where the server is gone, nothing is sent. */
  readonly isServerThere: () => Promise<boolean>;
  readonly now?: () => number;
}

/** Every reply that came since the page was opened, and the calls that are on their way. */
export interface ReplyStore {
  /** The same object until it changes. */
  readonly find: (call: SpreadCall) => CreatorState;
  /** Sends those that have no figures yet; what is there, or on its way, is left alone. */
  readonly load: (calls: readonly SpreadCall[], options?: { readonly onlyFree?: boolean }) => void;
  /** Sends nothing further. What is under way is waited for: it may be paid for. */
  readonly stop: () => void;
  /** What the calls since the last press cost; absent before the first. */
  readonly receipt: () => Receipt | undefined;
  /** Counts changes. */
  readonly version: () => number;
  readonly subscribe: (onChange: () => void) => () => void;
}

const missing: CreatorState = { status: "missing" };
const loading: CreatorState = { status: "loading" };
const stopped: CreatorState = { status: "stopped" };

interface Waiting {
  readonly call: SpreadCall;
  readonly onlyFree: boolean;
  /** What it was before, which it is again where it is not to be had for nothing. */
  readonly before: CreatorState;
}

/** Creates the one store of the page. What costs is sent only by `load` without `onlyFree`, which a person pressed. */
export function createReplyStore({ ask, atOnce, isServerThere, now = Date.now }: ReplyStoreOptions): ReplyStore {
  const states = new Map<string, CreatorState>();
  const waiting = new Map<string, Waiting>();
  const underWay = new Set<string>();
  /** Under way for nothing, and asked for at any price meanwhile. */
  const paid = new Set<string>();
  const listeners = new Set<() => void>();
  let version = 0;
  let receipt: Receipt | undefined;
  let checking: Promise<void> | undefined;

  const change = (): void => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const stop = (): void => {
    paid.clear();
    for (const [key, { before }] of waiting) states.set(key, before.status === "missing" ? stopped : before);
    waiting.clear();
    end();
    change();
  };
  const end = (): void => {
    if (underWay.size === 0 && waiting.size === 0 && receipt?.endedAt === undefined && receipt !== undefined) {
      receipt = { ...receipt, endedAt: now() };
    }
  };
  const send = async (key: string, { call, onlyFree, before }: Waiting): Promise<void> => {
    const reply = await ask(call, { onlyFree });
    underWay.delete(key);
    const isPaidFor = paid.delete(key);
    if (onlyFree && !reply.ok && isPaidFor) waiting.set(key, { call, onlyFree: false, before });
    else states.set(key, onlyFree && !reply.ok ? before : readReply(reply, now()));
    if (reply.ok || !onlyFree) receipt = receipt && countReply(receipt, reply);
    // Nobody is there to take the others: they are not sent into the void, where nobody knows what became of them.
    if (!reply.ok && ["offline", "expired", "stopping"].includes(reply.failure.kind)) stop();
    end();
    change();
    sendNext();
  };
  const sendNext = (): void => {
    for (const [key, next] of waiting) {
      if (underWay.size >= atOnce) return;
      if (checking !== undefined && !next.onlyFree) continue;
      waiting.delete(key);
      underWay.add(key);
      void send(key, next);
    }
  };
  const check = async (): Promise<void> => {
    const isThere = await isServerThere();
    checking = undefined;
    if (isThere) sendNext();
    else stop();
  };

  return {
    find: (call) => states.get(toCallKey(call)) ?? missing,
    load: (calls, { onlyFree = false } = {}) => {
      const isIdle = underWay.size === 0 && waiting.size === 0;
      for (const call of calls) {
        const key = toCallKey(call);
        const before = waiting.get(key)?.before ?? states.get(key) ?? missing;
        if (before.status === "loaded") continue;
        if (underWay.has(key)) {
          if (!onlyFree) paid.add(key);
        } else if (!onlyFree || !waiting.has(key)) {
          waiting.set(key, { call, onlyFree, before });
          states.set(key, loading);
        }
      }
      if (waiting.size === 0) return;
      if (isIdle) receipt = startReceipt(now());
      if (!onlyFree) checking ??= check();
      change();
      sendNext();
    },
    stop,
    receipt: () => receipt,
    version: () => version,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
