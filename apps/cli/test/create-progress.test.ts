import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { joinFitting } from "../src/format/join-fitting.ts";
import { createProgress, describe as describeProgress, type ProgressState } from "../src/session/create-progress.ts";

const tell = (state: ProgressState, width = 200): string => joinFitting(describeProgress(state), width);
const state = { total: 200, things: "creators", done: 0, failed: 0, billed: 0, elapsedMs: 0, limitMs: 0 };

test("a progress line tells what was billed, the time, what is left of it, and when a limit lets the next one go", () => {
  expect(tell(state)).toBe("0 of 200 creators");
  expect(tell({ ...state, done: 50, failed: 2, billed: 48, elapsedMs: 10_000, limitMs: 7200 })).toBe(
    "50 of 200 creators · limited, next in 8 s · 2 failed · 48 billed · 10 s · about 30 s left",
  );
  expect(tell({ ...state, total: 1, things: "creators", elapsedMs: 3000 })).toBe("0 of 1 creators · 3 s");
});

test("a narrow terminal gets whole parts of it, those that matter first", () => {
  const limited = { ...state, done: 50, failed: 2, billed: 48, elapsedMs: 10_000, limitMs: 7200 };
  expect(tell(limited, 59)).toBe("50 of 200 creators · limited, next in 8 s · 2 failed · 10 s");
});

test.each([
  ["xterm", true],
  ["dumb", false],
])("on a terminal called %s, which may not be able to take a line away, a line is drawn: %s", (TERM, isDrawn) => {
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const terminal = { stdout: stderr, stderr, environment: { TERM }, signal: new AbortController().signal };
  const progress = createProgress(terminal, { total: 2, things: "creators" });
  progress.start();
  progress.end();
  expect(stderr.readableLength > 0).toBe(isDrawn);
});
