import { describe, expect, test } from "vitest";
import type { CallReply } from "../src/shared/protocol.ts";
import { type AskSpread, createReplyStore, type ReplyStore } from "../page/src/creators/reply-store.ts";
import type { SpreadCall } from "../page/src/creators/spread-call.ts";

const paid: CallReply = { ok: true, data: { play_mid: "1" }, billing: "billed", cached: false };
const known: CallReply = { ok: true, data: { play_mid: "1" }, billing: "unbilled", cached: true, ageMs: 1000 };
const fail = (kind: "budget" | "offline" | "transport", billing: "unbilled" | "unknown"): CallReply => ({
  ok: false,
  failure: { kind, billing },
});
const calls: readonly SpreadCall[] = Array.from({ length: 8 }, (_, index) => ({
  id: String(index),
  variant: { range: "DAY_30", type: "PERSONAL_VIDEO" },
}));

describe("the store of replies", () => {
  test("sends each call once, a few at a time, and counts what it cost", async () => {
    const { store, asked, answer } = open();
    store.load(calls);
    store.load(calls);
    await settle();
    expect(asked).toHaveLength(3);
    await answer(paid);
    await answer(known);
    await answer(fail("transport", "unknown"));
    await answer(fail("budget", "unbilled"), 5);
    expect(asked.map(({ id }) => id)).toEqual(calls.map(({ id }) => id));
    expect(store.receipt()).toMatchObject({ billed: 1, free: 1, unknown: 1, unbilled: 5, endedAt: expect.any(Number) });
    expect(store.find(calls[1] ?? fail0())).toMatchObject({ status: "loaded", cached: true, receivedAt: 9000 });
  });

  test("stopping sends nothing further, waits for what is under way, and can be continued", async () => {
    const { store, asked, answer } = open();
    store.load(calls);
    await settle();
    store.stop();
    expect(list(store)).toEqual([...Array<string>(3).fill("loading"), ...Array<string>(5).fill("stopped")]);
    await answer(paid, 3);
    expect(list(store)).toEqual([...Array<string>(3).fill("loaded"), ...Array<string>(5).fill("stopped")]);
    expect(asked).toHaveLength(3);
    store.load(calls);
    await answer(paid, 5);
    expect(asked).toHaveLength(8);
    expect(store.receipt()).toMatchObject({ billed: 5 });
  });

  test("what is asked for only where it is free stays as it was where it is not", async () => {
    const { store, asked, answer } = open();
    store.load(calls.slice(0, 2), { onlyFree: true });
    await answer(known);
    await answer(fail("budget", "unbilled"));
    expect(list(store).slice(0, 2)).toEqual(["loaded", "missing"]);
    expect(asked.every(({ onlyFree }) => onlyFree)).toBe(true);
    expect(store.receipt()).toMatchObject({ free: 1, unbilled: 0 });
  });

  test("who presses while it is asked for nothing gets it at its price, once", async () => {
    const { store, asked, answer } = open();
    store.load(calls.slice(0, 1), { onlyFree: true });
    store.load(calls.slice(0, 1));
    await answer(fail("budget", "unbilled"));
    await answer(paid);
    expect(asked.map(({ onlyFree }) => onlyFree)).toEqual([true, false]);
    expect(list(store)[0]).toBe("loaded");
  });

  test("nothing that costs is sent while nobody knows that the server is there, and nothing when it is not", async () => {
    const { store, asked } = open({ isThere: false });
    store.load(calls);
    expect(asked).toEqual([]);
    await settle();
    expect(asked).toEqual([]);
    expect(new Set(list(store))).toEqual(new Set(["stopped"]));
    expect(store.receipt()).toMatchObject({ billed: 0, unknown: 0, endedAt: expect.any(Number) });
  });

  test("a server that goes away meanwhile gets no further call: only those under way are uncertain", async () => {
    const { store, asked, answer } = open();
    store.load(calls);
    await answer(fail("offline", "unknown"), 3);
    expect(asked).toHaveLength(3);
    expect(list(store)).toEqual([...Array<string>(3).fill("failed"), ...Array<string>(5).fill("stopped")]);
    expect(store.receipt()).toMatchObject({ unknown: 3, unbilled: 0 });
  });

  test("a failed call that is stopped on its second way keeps its first reason", async () => {
    const { store, answer } = open();
    store.load(calls);
    await answer(fail("transport", "unknown"), 8);
    store.load(calls);
    await settle();
    store.stop();
    expect(list(store).slice(3)).toEqual(Array<string>(5).fill("failed"));
  });
});

interface Stage {
  readonly store: ReplyStore;
  readonly asked: readonly { readonly id: string; readonly onlyFree: boolean }[];
  /** Answers the oldest calls under way. */
  readonly answer: (reply: CallReply, times?: number) => Promise<void>;
}

function open({ isThere = true } = {}): Stage {
  const asked: { id: string; onlyFree: boolean }[] = [];
  const waiting: ((reply: CallReply) => void)[] = [];
  const ask: AskSpread = ({ id }, { onlyFree }) => {
    asked.push({ id, onlyFree });
    return new Promise((resolve) => waiting.push(resolve));
  };
  const store = createReplyStore({ ask, atOnce: 3, isServerThere: () => Promise.resolve(isThere), now: () => 10_000 });
  const answer = async (reply: CallReply, times = 1): Promise<void> => {
    for (let count = 0; count < times; count += 1) {
      await settle();
      waiting.shift()?.(reply);
    }
    await settle();
  };
  return { store, asked, answer };
}

function list(store: ReplyStore): readonly string[] {
  return calls.map((call) => store.find(call).status);
}

/** Lets every promise that can go on do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function fail0(): never {
  throw new Error("there are eight calls");
}
