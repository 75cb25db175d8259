import { type CallReply, maxKnown } from "../../../src/shared/protocol.ts";
import type { CreatorState } from "./creator-row.ts";
import { readReply } from "./read-reply.ts";
import { countReply, type Receipt, startReceipt } from "./receipt.ts";
import { type SpreadCall, toCallKey } from "./spread-call.ts";

export interface ReplyStoreOptions {
  /**
   * Asks for what was paid for already, or is free anyway: a reply or `null` for each call, in their order. `undefined`:
   * nobody is there who could be asked. Never rejects, and costs nothing.
   */
  readonly askKnown: (calls: readonly SpreadCall[]) => Promise<readonly (CallReply | null)[] | undefined>;
  /** Asks for one creator's figures, at their price; `again`, where that may be paid for twice. Never rejects. */
  readonly ask: (call: SpreadCall, again: boolean) => Promise<CallReply>;
  /** How many of them at a time. */
  readonly atOnce: number;
  /** Milliseconds to wait where the server gets too many requests. */
  readonly pauseMs: number;
  readonly now?: () => number;
}

/** What a load may cost. */
export interface LoadOptions {
  /** Nothing. @default false */
  readonly onlyFree?: boolean;
  /** Also what may have been paid for already: a person was asked. @default false */
  readonly again?: boolean;
}

/** Every reply that came since the page was opened, and the calls that are on their way. */
export interface ReplyStore {
  /** The same object until it changes. */
  readonly find: (call: SpreadCall) => CreatorState;
  /**
   * Gets those that have no figures yet: what is known already first and for nothing, then, unless `onlyFree`, the others at
   * their price. What is there, or on its way, is left alone; and so is what may be paid for twice, unless `again`.
   */
  readonly load: (calls: readonly SpreadCall[], options?: LoadOptions) => void;
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
  /** What it was before, which it is again where it is not to be had. */
  readonly before: CreatorState;
  readonly again: boolean;
}

/** Creates the one store of the page. What costs is sent only by a `load` without `onlyFree`, which a person pressed. */
export function createReplyStore(options: ReplyStoreOptions): ReplyStore {
  const { askKnown, ask, atOnce, pauseMs, now = Date.now } = options;
  const states = new Map<string, CreatorState>();
  /** Of which it is not known yet whether they are free. */
  const looking = new Map<string, Waiting>();
  /** Those among them that are wanted at their price. */
  const wanted = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const underWay = new Set<string>();
  const listeners = new Set<() => void>();
  let isLooking = false;
  let isPaused = false;
  let version = 0;
  let receipt: Receipt | undefined;

  const isIdle = (): boolean => looking.size + waiting.size + underWay.size === 0;
  const change = (): void => {
    if (isIdle() && receipt !== undefined && receipt.endedAt === undefined) receipt = { ...receipt, endedAt: now() };
    version += 1;
    for (const listener of listeners) listener();
  };
  const take = (key: string, reply: CallReply): void => {
    states.set(key, readReply(reply, now()));
    receipt = receipt && countReply(receipt, reply);
  };
  const stop = (): void => {
    for (const [key, { before }] of [...looking, ...waiting]) {
      const isAsked = waiting.has(key) || wanted.has(key);
      states.set(key, isAsked && before.status === "missing" ? stopped : before);
    }
    for (const each of [looking, wanted, waiting]) each.clear();
    change();
  };

  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    while (looking.size > 0) {
      const asked = [...looking].slice(0, maxKnown);
      const replies = await askKnown(asked.map(([, { call }]) => call));
      // Nobody is there to take the others: they are not sent into the void, where nobody knows what became of them.
      if (replies === undefined) {
        stop();
        continue;
      }
      for (const [index, [key, each]] of asked.entries()) {
        const reply = replies[index];
        const isStillAsked = looking.delete(key);
        const isWanted = wanted.delete(key);
        if (reply?.ok === true) take(key, reply);
        else if (isWanted) waiting.set(key, each);
        else if (isStillAsked) states.set(key, each.before);
      }
      change();
      sendNext();
    }
    isLooking = false;
  };
  const send = async (key: string, each: Waiting): Promise<void> => {
    const reply = await ask(each.call, each.again);
    underWay.delete(key);
    if (!reply.ok && reply.failure.kind === "busy") {
      waiting.set(key, each);
      pause();
    } else take(key, reply);
    if (!reply.ok && ["offline", "expired", "stopping"].includes(reply.failure.kind)) stop();
    change();
    sendNext();
  };
  const sendNext = (): void => {
    for (const [key, each] of waiting) {
      if (isPaused || underWay.size >= atOnce) return;
      waiting.delete(key);
      underWay.add(key);
      void send(key, each);
    }
  };
  const pause = (): void => {
    if (isPaused) return;
    isPaused = true;
    setTimeout(() => {
      isPaused = false;
      sendNext();
    }, pauseMs);
  };

  const load: ReplyStore["load"] = (calls, { onlyFree = false, again = false } = {}) => {
    const wasIdle = isIdle();
    for (const call of calls) {
      const key = toCallKey(call);
      const before = states.get(key) ?? missing;
      if (before.status === "loaded" || waiting.has(key) || underWay.has(key)) continue;
      const isUnsure = before.status === "failed" && before.failure.billing === "unknown";
      if (!onlyFree && (again || !isUnsure)) wanted.add(key);
      if (looking.has(key)) continue;
      looking.set(key, { call, before, again });
      states.set(key, loading);
    }
    if (looking.size === 0) return;
    if (wasIdle) receipt = startReceipt(now());
    change();
    void look();
  };

  return {
    find: (call) => states.get(toCallKey(call)) ?? missing,
    load,
    stop,
    receipt: () => receipt,
    version: () => version,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
