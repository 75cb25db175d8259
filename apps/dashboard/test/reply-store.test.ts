import { describe, expect, test, vi } from "vitest";
import type { CallReply, Failure } from "../src/shared/protocol.ts";
import { createReplyStore, type ReplyStore } from "../page/src/creators/reply-store.ts";
import type { SpreadCall } from "../page/src/creators/spread-call.ts";

const paid: CallReply = { ok: true, data: { play_mid: "1" }, billing: "billed", cached: false };
const known: CallReply = { ok: true, data: { play_mid: "1" }, billing: "unbilled", cached: true, ageMs: 1000 };
const fail = (kind: Failure["kind"], billing: Failure["billing"]): CallReply => ({
  ok: false,
  failure: { kind, billing },
});
const calls: readonly SpreadCall[] = Array.from({ length: 8 }, (_, index) => ({
  id: String(index),
  variant: { range: "DAY_30", type: "PERSONAL_VIDEO" },
}));
const times = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value);

describe("the store of replies", () => {
  test("takes what is known for nothing, sends the others once, a few at a time, and counts what it cost", async () => {
    const { store, asked, look, answer } = open();
    store.load(calls);
    store.load(calls);
    await look([known]);
    expect(asked).toHaveLength(3);
    await answer(paid);
    await answer(fail("transport", "unknown"));
    await answer(fail("validation", "unbilled"), 5);
    expect(asked).toEqual(calls.slice(1).map(({ id }) => id));
    expect(store.receipt()).toMatchObject({ billed: 1, free: 1, unknown: 1, unbilled: 5, endedAt: expect.any(Number) });
    expect(store.find(at(0))).toMatchObject({ status: "loaded", cached: true, receivedAt: 9000 });
    store.load(calls.slice(0, 2));
    expect(store.receipt()).toMatchObject({ billed: 1 });
  });

  test("asks about long lists in parts", async () => {
    const { store, looks, look } = open();
    const many = Array.from({ length: 450 }, (_, index) => ({ ...at(0), id: `9${index}` }));
    store.load(many, { onlyFree: true });
    for (const part of [200, 200, 50]) await look(times(part, known));
    expect(looks).toEqual([200, 200, 50]);
    expect(store.receipt()).toMatchObject({ free: 450, endedAt: expect.any(Number) });
  });

  test("stopping sends nothing further, waits for what is under way, and can be continued", async () => {
    const { store, asked, look, answer } = open();
    store.load(calls);
    await look([]);
    store.stop();
    expect(list(store)).toEqual([...times(3, "loading"), ...times(5, "stopped")]);
    await answer(paid, 3);
    expect(list(store)).toEqual([...times(3, "loaded"), ...times(5, "stopped")]);
    expect(asked).toHaveLength(3);
    store.load(calls);
    await look([]);
    await answer(paid, 5);
    expect(asked).toHaveLength(8);
    expect(store.receipt()).toMatchObject({ billed: 5 });
  });

  test("stopping while it is asked what is known sends nothing, and keeps what comes all the same", async () => {
    const { store, asked, look } = open();
    store.load(calls);
    store.stop();
    expect(list(store)).toEqual(times(8, "stopped"));
    await look([known]);
    expect(list(store)).toEqual(["loaded", ...times(7, "stopped")]);
    expect(asked).toEqual([]);
  });

  test("what is asked for only where it is free stays as it was where it is not, and is never sent", async () => {
    const { store, asked, look } = open();
    store.load(calls.slice(0, 2), { onlyFree: true });
    await look([known, null]);
    expect(list(store).slice(0, 2)).toEqual(["loaded", "missing"]);
    expect(asked).toEqual([]);
    expect(store.receipt()).toMatchObject({ free: 1, unbilled: 0 });
  });

  test("who presses while it is asked for nothing gets it at its price, once", async () => {
    const { store, asked, look, answer } = open();
    store.load(calls.slice(0, 1), { onlyFree: true });
    store.load(calls.slice(0, 1));
    await look([null]);
    await answer(paid);
    expect(asked).toEqual(["0"]);
    expect(list(store)[0]).toBe("loaded");
  });

  test("where nobody is there, nothing is sent", async () => {
    const { store, asked, look } = open();
    store.load(calls);
    await look(undefined);
    expect(asked).toEqual([]);
    expect(list(store)).toEqual(times(8, "stopped"));
    expect(store.receipt()).toMatchObject({ billed: 0, unknown: 0, endedAt: expect.any(Number) });
    store.load(calls);
    await look([]);
    expect(asked).toHaveLength(3);
  });

  test("a server that goes away meanwhile gets no further call: only those under way are uncertain", async () => {
    const { store, asked, look, answer } = open();
    store.load(calls);
    await look([]);
    await answer(fail("offline", "unknown"), 3);
    expect(asked).toHaveLength(3);
    expect(list(store)).toEqual([...times(3, "failed"), ...times(5, "stopped")]);
    expect(store.receipt()).toMatchObject({ unknown: 3, unbilled: 0 });
  });

  test("a failed call that is stopped on its second way keeps its first reason", async () => {
    const { store, look, answer } = open();
    store.load(calls);
    await look([]);
    await answer(fail("transport", "unknown"), 8);
    store.load(calls);
    await look([]);
    store.stop();
    expect(list(store).slice(3)).toEqual(times(5, "failed"));
  });

  test("what may be paid for twice is sent only again on purpose, and taken where it is known after all", async () => {
    const { store, asked, look, answer } = open();
    store.load(calls.slice(0, 2));
    await look([]);
    await answer(fail("transport", "unknown"), 2);
    store.load(calls.slice(0, 3));
    await look([null, known]);
    expect(asked).toEqual(["0", "1", "2"]);
    expect(list(store).slice(0, 3)).toEqual(["failed", "loaded", "loading"]);
    await answer(paid);
    store.load(calls.slice(0, 1), { again: true });
    await look([]);
    expect(asked).toEqual(["0", "1", "2", "0 again"]);
  });

  test("a server that gets too much is left alone for a while, and no call fails for that", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const { store, asked, look, answer } = open();
    store.load(calls.slice(0, 4));
    await look([]);
    await answer(fail("busy", "unbilled"), 3);
    expect(asked).toHaveLength(3);
    expect(list(store).slice(0, 4)).toEqual(times(4, "loading"));
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    await answer(paid, 4);
    expect(list(store).slice(0, 4)).toEqual(times(4, "loaded"));
    expect(store.receipt()).toMatchObject({ billed: 4, unbilled: 0 });
  });
});

interface Stage {
  readonly store: ReplyStore;
  /** Ids that were sent at their price. */
  readonly asked: readonly string[];
  /** How many each question about what is known was about. */
  readonly looks: readonly number[];
  /** Says what is known of the oldest question; what is not in it is not. */
  readonly look: (replies: readonly (CallReply | null)[] | undefined) => Promise<void>;
  /** Answers the oldest calls under way. */
  readonly answer: (reply: CallReply, count?: number) => Promise<void>;
}

function open(): Stage {
  const asked: string[] = [];
  const looks: number[] = [];
  const looking: ((replies: readonly (CallReply | null)[] | undefined) => void)[] = [];
  const waiting: ((reply: CallReply) => void)[] = [];
  const store = createReplyStore({
    askKnown: (given) => {
      looks.push(given.length);
      return new Promise((resolve) => looking.push(resolve));
    },
    ask: ({ id }, again) => {
      asked.push(again ? `${id} again` : id);
      return new Promise((resolve) => waiting.push(resolve));
    },
    atOnce: 3,
    pauseMs: 10_000,
    now: () => 10_000,
  });
  const look: Stage["look"] = async (replies) => {
    looking.shift()?.(replies);
    await settle();
  };
  const answer: Stage["answer"] = async (reply, count = 1) => {
    for (let done = 0; done < count; done += 1) {
      waiting.shift()?.(reply);
      await settle();
    }
  };
  return { store, asked, looks, look, answer };
}

function at(index: number): SpreadCall {
  const call = calls[index];
  if (call === undefined) throw new Error("there are eight calls");
  return call;
}

function list(store: ReplyStore): readonly string[] {
  return calls.map((call) => store.find(call).status);
}

/** Lets every promise that can go on do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
