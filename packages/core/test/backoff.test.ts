import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { businessCodes } from "../src/envelope/business-codes.ts";
import { computeBackoff } from "../src/retry/backoff.ts";
import { parseRetryAfter } from "../src/retry/retry-after.ts";
import { createRetryBudget } from "../src/retry/retry-budget.ts";

const soon = { maxAttempts: 3, baseMs: 1000, floorMs: 0 };
const limited = businessCodes[302].retry ?? soon;

describe("the wait before a retry", () => {
  test("grows twofold with every retry and is random down to nothing", () => {
    const longest = [1, 2, 3].map((retryNumber) => computeBackoff({ rule: soon, options: {}, retryNumber, random: 1 }));
    expect(longest).toEqual([1000, 2000, 4000]);
    expect(computeBackoff({ rule: soon, options: {}, retryNumber: 3, random: 0 })).toBe(0);
  });

  test("is 5 s at least after a 302, and 10 s at most before the first retry", () => {
    expect(computeBackoff({ rule: limited, options: {}, retryNumber: 1, random: 0 })).toBe(5000);
    expect(computeBackoff({ rule: limited, options: {}, retryNumber: 1, random: 1 })).toBe(10_000);
  });

  test("is what the vendor asked for, whatever the backoff says", () => {
    const request = { rule: soon, options: {}, retryNumber: 1, random: 1 };
    expect(computeBackoff({ ...request, retryAfterMs: 7000 })).toBe(7000);
    expect(computeBackoff({ ...request, retryAfterMs: 0 })).toBe(0);
    expect(computeBackoff({ ...request, retryAfterMs: 30_000 })).toBe(30_000);
  });

  test("is that and up to a tenth more after a 302, so that not all who were told come at once", () => {
    const request = { rule: limited, options: {}, retryNumber: 1 };
    expect(computeBackoff({ ...request, random: 0, retryAfterMs: 7000 })).toBe(7000);
    expect(computeBackoff({ ...request, random: 1, retryAfterMs: 7000 })).toBe(7700);
    expect(computeBackoff({ ...request, random: 1, retryAfterMs: 3_600_000 })).toBe(3_605_000);
    expect(computeBackoff({ ...request, random: 1, retryAfterMs: 0 })).toBe(0);
  });

  test("is the backoff where the vendor says `now` for the third time", () => {
    const request = { rule: limited, options: {}, random: 0, retryAfterMs: 0 };
    expect([1, 2, 3].map((retryNumber) => computeBackoff({ ...request, retryNumber }))).toEqual([0, 0, 5000]);
  });

  test("is none when the vendor asks for more than the cap", () => {
    const request = { rule: soon, options: {}, retryNumber: 1, random: 1 };
    expect(computeBackoff({ ...request, retryAfterMs: 30_001 })).toBeUndefined();
    expect(computeBackoff({ ...request, rule: limited, retryAfterMs: 3_600_001 })).toBeUndefined();
    expect(computeBackoff({ ...request, rule: limited, options: { capMs: 100 }, retryAfterMs: 1000 })).toBeUndefined();
  });

  test("stays between its floor and its cap", () => {
    fc.assert(
      fc.property(
        fc.record({
          random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
          retryNumber: fc.integer({ min: 1, max: 2000 }),
          baseMs: fc.option(fc.nat(), { nil: undefined }),
          capMs: fc.option(fc.nat(), { nil: undefined }),
          rule: fc.constantFrom(soon, limited),
        }),
        ({ random, retryNumber, baseMs, capMs, rule }) => {
          const waitMs = computeBackoff({ rule, options: { baseMs, capMs }, retryNumber, random });
          const cap = capMs ?? 30_000;
          const base = baseMs ?? rule.baseMs;
          expect(waitMs).toBeGreaterThanOrEqual(Math.min(cap, rule === limited ? base : 0));
          expect(waitMs).toBeLessThanOrEqual(cap);
          expect(waitMs).toBeLessThanOrEqual(
            (rule === limited ? base : 0) + base * 2 ** Math.min(1000, retryNumber - 1),
          );
        },
      ),
    );
  });
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 10, 24, 10, 0, 0);

  test.each<[string | null, number | undefined]>([
    ["0", 0],
    ["5", 5000],
    [" 120 ", 120_000],
    ["Tue, 24 Nov 2026 10:00:07 GMT", 7000],
    ["Tuesday, 24-Nov-26 10:00:07 GMT", 7000],
    ["Tue Nov 24 10:00:07 2026 GMT", 7000],
    ["Tue, 24 Nov 2026 09:00:00 GMT", 0],
    [null, undefined],
    ["", undefined],
    ["soon", undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
    ["9999999999", undefined],
    ["2026-11-24T10:00:07Z", undefined],
    ["Tue, nonsense", undefined],
    ["on Tue, 24 Nov 2026 10:00:07 GMT", undefined],
  ])("%j means %s ms", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  test("is never negative, NaN or infinite, whatever is sent", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.date().map((date) => date.toUTCString()),
          fc.nat().map(String),
        ),
        (header) => {
          const waitMs = parseRetryAfter(header, now) ?? 0;
          expect(Number.isFinite(waitMs)).toBe(true);
          expect(waitMs).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe("the retry budget", () => {
  test("is full at first, empty after as many retries, and filled a little by each success", () => {
    const budget = createRetryBudget(2, 0.5);
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
    budget.refill();
    expect(budget.take()).toBe(false);
    budget.refill();
    expect([budget.take(), budget.take()]).toEqual([true, false]);
  });

  test("never holds more than it did at first", () => {
    const budget = createRetryBudget(1, 1);
    for (let count = 0; count < 10; count += 1) budget.refill();
    expect([budget.take(), budget.take()]).toEqual([true, false]);
  });
});
