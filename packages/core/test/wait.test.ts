import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { untilAborted } from "../src/time/until-aborted.ts";
import { wait } from "../src/time/wait.ts";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

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

test("what is waited for until a signal aborts is left at once then, with no listener behind", async () => {
  const controller = new AbortController();
  const never = new Promise<never>(() => undefined);
  await expect(untilAborted(Promise.resolve(1), controller.signal)).resolves.toBe(1);
  await expect(untilAborted(Promise.reject(new Error("its own")), controller.signal)).rejects.toThrow("its own");
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);

  const left = untilAborted(never, controller.signal);
  controller.abort();
  await expect(left).rejects.toThrow("aborted");
  await expect(untilAborted(never, controller.signal)).rejects.toThrow("aborted"); // it has aborted already
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
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
