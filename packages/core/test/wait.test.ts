import { getEventListeners } from "node:events";
import type { CatalogEntry } from "@just-one/api";
import type { CallOptions } from "@just-one/core";
import { expect, test, vi } from "vitest";
import { Call } from "../src/call/call.ts";
import { waitWithin } from "../src/call/wait-within.ts";
import { wait } from "../src/time/wait.ts";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { testCatalog } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

function never(): Promise<never> {
  return new Promise(() => undefined);
}

function createCall(options: CallOptions): Call {
  const entry = testCatalog[0] as CatalogEntry; // safe: it has several
  return new Call(
    { entry, callId: "1", parameters: {}, options },
    { emit: () => {}, explain: () => "", baseUrl: "", timeoutMs: 1000, mayResend: () => false },
  );
}

test("a wait ends after its time, or at once when its signal aborts or had aborted", async () => {
  const controller = new AbortController();
  await expect(wait(1, controller.signal)).resolves.toBe(true);
  await expect(wait(1, undefined)).resolves.toBe(true);
  const cut = wait(1e6, controller.signal);
  controller.abort();
  await expect(cut).resolves.toBe(false);
  await expect(wait(1e6, controller.signal)).resolves.toBe(false);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("a wait that was cut short leaves no timer", async () => {
  vi.useFakeTimers();
  const controller = new AbortController();
  const cut = wait(1000, controller.signal);
  expect(vi.getTimerCount()).toBe(1);
  controller.abort();
  await cut;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test("what is waited for while a call lasts is left at once when its signal aborts, with no listener behind", async () => {
  const controller = new AbortController();
  const call = createCall({ signal: controller.signal });
  expect(waitWithin(call, () => 1)).toBe(1);
  await expect(waitWithin(call, () => Promise.resolve(1))).resolves.toBe(1);
  await expect(waitWithin(call, () => Promise.reject(new Error("its own")))).rejects.toThrow("its own");
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);

  const left = waitWithin(call, never);
  controller.abort();
  await expect(left).rejects.toThrow("aborted");
  await expect(waitWithin(call, never)).rejects.toThrow("aborted"); // it has aborted already
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("what is waited for while a call lasts is told of its deadline, and left with no timer behind", async () => {
  vi.useFakeTimers();
  try {
    const call = createCall({ deadlineMs: 1000 });
    let told: AbortSignal | undefined;
    const left = waitWithin(call, (end) => {
      told = end;
      return never();
    });
    let how = "waits";
    void Promise.resolve(left).catch(() => (how = "left"));
    await vi.advanceTimersByTimeAsync(999);
    expect([how, told?.aborted, call.isLate]).toEqual(["waits", false, false]);
    vi.advanceTimersByTime(1);
    expect([how, call.isLate]).toEqual(["waits", true]); // input has its turn
    await expect(left).rejects.toThrow("aborted");
    expect([how, told?.aborted]).toEqual(["left", true]);
    await expect(waitWithin(createCall({ deadlineMs: 1000 }), () => Promise.resolve(1))).resolves.toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ["succeeds", respond(envelope(0)), true],
  ["fails", respond(envelope(400)), true],
  ["is sent by a `fetch` that fails", () => Promise.reject(new Error("of the caller's")), true],
  ["gets no token", respond(envelope(0)), false],
] as const)("a call that %s leaves neither timer nor listener", async (_how, reply, hasToken) => {
  vi.useFakeTimers();
  try {
    const token = hasToken ? markedToken : () => Promise.reject(new Error("no secret store"));
    const { signal } = new AbortController();
    const { fetch } = createFakeFetch(reply);
    await createTestClient({ fetch, token }).try("GET /things/v1", { id: "1" }, { signal, deadlineMs: 60_000 });
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});
