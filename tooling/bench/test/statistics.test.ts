import { expect, test } from "vitest";
import { isMet } from "../src/benchmark.ts";
import { computeQuartiles, computeRatios } from "../src/statistics.ts";

test("quartiles lie between neighbours, whatever the order of the sample", () => {
  expect(computeQuartiles([4, 1, 3, 2])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 });
  expect(computeQuartiles([7])).toEqual({ lower: 7, median: 7, upper: 7 });
});

test("an empty sample has no quartiles", () => {
  expect(() => computeQuartiles([])).toThrow(RangeError);
});

test("ratios compare figures of the same round, so a slow round changes nothing", () => {
  expect(computeRatios([10, 1000, 20], [5, 500, 10]).median).toBe(2);
});

test("a row without a bar is met, and a bar on a ratio that is missing is not", () => {
  const row = { measure: "", unit: "", ours: 1 };
  expect(isMet(row)).toBe(true);
  expect(isMet({ ...row, bar: { on: "ratio", atMost: 2 } })).toBe(false);
  expect(isMet({ ...row, bar: { on: "ours", atMost: 1 } })).toBe(true);
  expect(isMet({ ...row, bar: { on: "ours", atLeast: 1.01 } })).toBe(false);
});
