import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { wait } from "../src/time/wait.ts";

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
