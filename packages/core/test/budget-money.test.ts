import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMoney, parseMoney } from "../src/budget/money.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

const amounts = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.option(fc.stringMatching(/^\d{1,9}$/), { nil: undefined }))
  .map(([whole, fraction]) => (fraction === undefined ? `${whole}` : `${whole}.${fraction}`));

/** A decimal string as a fraction of integers: the same number by other means. */
function toRational(text: string): { readonly numerator: bigint; readonly denominator: bigint } {
  const [whole = "", fraction = ""] = text.split(".");
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

function isEqual(text: string, sum: ReturnType<typeof toRational>): boolean {
  const { numerator, denominator } = toRational(text);
  return numerator * sum.denominator === sum.numerator * denominator;
}

function add(a: ReturnType<typeof toRational>, b: ReturnType<typeof toRational>): ReturnType<typeof toRational> {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

describe("money", () => {
  test("is read and written without changing its worth, in its shortest form", () => {
    fc.assert(
      fc.property(amounts, (text) => {
        const written = formatMoney(parseMoney(text) ?? -1n);
        expect(isEqual(written, toRational(text))).toBe(true);
        expect(written).toMatch(/^(?:0|[1-9]\d*)(?:\.\d{0,8}[1-9])?$/);
      }),
    );
  });

  test("adds up exactly, where floats would not", () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 50 }), (texts) => {
        const sum = texts.reduce((total, text) => total + (parseMoney(text) ?? 0n), 0n);
        const exact = texts.map(toRational).reduce(add);
        expect(isEqual(formatMoney(sum), exact)).toBe(true);
      }),
    );
  });

  test.each([
    ["0.15", 150_000_000n],
    ["0", 0n],
    ["00.10", 100_000_000n],
    ["123.4500", 123_450_000_000n],
    ["0.000000001", 1n],
    ["999999999999999.999999999", 999_999_999_999_999_999_999_999n],
  ])("%s is %d billionths", (text, expected) => {
    expect(parseMoney(text)).toBe(expected);
  });

  test.each(
    [
      "",
      ".5",
      "5.",
      "-1",
      "+1",
      "1,5",
      "1e3",
      " 1",
      "1 ",
      "1\n",
      "0x10",
      "NaN",
      "0.0000000001",
      "9".repeat(16),
      "١",
    ].map((text) => [JSON.stringify(text), text]),
  )("the text %s is none", (_shown, text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  test("what is no text is none either", () => {
    for (const value of [1, 0.5, 1n, null, undefined, {}, ["1"]]) expect(parseMoney(value)).toBeUndefined();
  });
});

test("a client's usage is the exact sum of its prices", async () => {
  const prices = fc.array(amounts, { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(prices, async (texts) => {
      let next = 0;
      const client = createTestClient({ fetch: createVendor().fetch, prices: () => texts[next++ % texts.length] });
      for (const [index] of texts.entries()) await client.call("GET /things/v1", { id: String(index) });
      const [row] = await client.usage();
      expect(row).toMatchObject({ spentCalls: texts.length, reservedCalls: 0, reservedCost: "0" });
      expect(isEqual(row?.spentCost ?? "", texts.map(toRational).reduce(add))).toBe(true);
    }),
    { numRuns: 30 },
  );
});
