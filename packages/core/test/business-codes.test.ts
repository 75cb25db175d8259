import { describe, expect, test } from "vitest";
import { businessCodes, findBusinessCode } from "@just-one/core";

// The vendor's table once more, from its documentation and not from ours: code, HTTP status, billing, tried again.
const documented: readonly (readonly [number, number | undefined, string, boolean])[] = [
  [0, 200, "billed", false],
  [100, 401, "unbilled", false],
  [101, undefined, "unknown", false],
  [202, undefined, "unknown", false],
  [300, undefined, "unknown", false],
  [301, 200, "unbilled", true],
  [302, 429, "unbilled", true],
  [303, 429, "unbilled", false],
  [400, 400, "unbilled", false],
  [404, undefined, "unknown", false],
  [500, 500, "unbilled", true],
  [503, 503, "unbilled", true],
  [600, 403, "unbilled", false],
  [601, undefined, "unbilled", false],
  [602, undefined, "unbilled", false],
];

describe("the table of business codes", () => {
  test("has a row for each of the vendor's 15 codes and no other", () => {
    expect(Object.keys(businessCodes).map(Number)).toEqual(documented.map(([code]) => code));
  });

  test.each(documented)("has code %d with status %s, %s", (code, httpStatus, billing, isRetried) => {
    const row = findBusinessCode(code);
    expect(row).toMatchObject({ billing, meaning: expect.stringMatching(/./), advice: expect.stringMatching(/./) });
    expect(row?.httpStatus).toBe(httpStatus);
    expect(row?.retry !== undefined).toBe(isRetried);
  });

  test("knows nothing of other codes", () => {
    for (const code of [1, -1, 777, Number.NaN]) expect(findBusinessCode(code)).toBeUndefined();
  });
});
