import { expect, onTestFinished, test, vi } from "vitest";
import { createTurns } from "../src/turns.ts";

// A file that stays locked: each who waits gives up at its own time, whoever stands before it.

test("one that waits behind a more patient one gives up at its own time", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const turns = createTurns();
  const ends: string[] = [];
  const take = (name: string, ms: number): void => {
    void Promise.resolve(turns.take(failLocked, { ms, outlastsClose: false })).catch(() => ends.push(name));
  };
  take("patient", 60_000);
  take("short", 1000);
  take("shorter", 500);
  await vi.advanceTimersByTimeAsync(600);
  expect(ends).toEqual(["shorter"]);
  await vi.advanceTimersByTimeAsync(500);
  expect(ends).toEqual(["shorter", "short"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ends).toEqual(["shorter", "short", "patient"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("one that fails otherwise once the file is free rejects with that, and lets the next one go", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const turns = createTurns();
  const patience = { ms: 60_000, outlastsClose: false };
  const full = new Error("the disk is full");
  const change = vi
    .fn<() => string>()
    .mockImplementationOnce(failLocked)
    .mockImplementationOnce(() => {
      throw full;
    });
  const failed = Promise.resolve(turns.take(change, patience)).catch((error: unknown) => error);
  const next = turns.take(() => "written", patience);
  await vi.advanceTimersByTimeAsync(100);
  expect(await failed).toBe(full);
  expect(await next).toBe("written");
  expect(vi.getTimerCount()).toBe(0);
});

function failLocked(): never {
  throw Object.assign(new Error("database is locked"), { errcode: 5 });
}
