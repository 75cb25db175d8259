import { expect, test } from "vitest";
import { describe as describeProgress } from "../src/spread/create-progress.ts";

const state = { total: 200, things: "creators", done: 0, failed: 0, billed: 0, elapsedMs: 0, limitMs: 0 };

test("a progress line tells what was billed, the time, what is left of it, and when a limit lets the next one go", () => {
  expect(describeProgress(state)).toBe("0 of 200 creators");
  expect(describeProgress({ ...state, done: 50, failed: 2, billed: 48, elapsedMs: 10_000, limitMs: 7200 })).toBe(
    "50 of 200 creators · limited, next in 8 s · 2 failed · 48 billed · 10 s · about 30 s left",
  );
  expect(describeProgress({ ...state, total: 1, things: "creators", elapsedMs: 3000 })).toBe("0 of 1 creators · 3 s");
});
