import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../src/envelope/parse-json.ts";

describe("integers in replies", () => {
  test.each([
    ["7048929565493690398", "7048929565493690398"],
    ["-7048929565493690398", "-7048929565493690398"],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", "9007199254740992"],
    ["-9007199254740991", -9007199254740991],
    ["-9007199254740992", "-9007199254740992"],
    ["0", 0],
    ['"7048929565493690398"', "7048929565493690398"],
  ])("%s arrives as %j", (text, value) => {
    expect(parseJson(text)).toBe(value);
    expect(parseJson(`[${text}]`)).toEqual([value]);
    expect(parseJson(`{ "id" :\n${text} }`)).toEqual({ id: value });
  });

  test.each([
    '{"7048929565493690398":1,"n":[7048929565493690398]}',
    String.raw`["a\\", 7048929565493690398, "\",7048929565493690398"]`,
    "[7048929565493690398, 0.12345678901234567890]",
    "[7048929565493690398, 1e0000000000000000001, 1.5E-0000000000000000001]",
    "[7048929565493690398, 7048929565493690398.0, 7048929565493690398e2]",
  ])("digits that are no integer stay as they are: %s", (text) => {
    const expected: unknown = JSON.parse(
      text
        .replace("7048929565493690398]", '"7048929565493690398"]')
        .replace(/([[ ])7048929565493690398,/, '$1"7048929565493690398",'),
    );
    expect(parseJson(text)).toEqual(expected);
  });

  test("any document comes back as JSON.parse has it, except for unsafe integers, which are exact decimal strings", () => {
    fc.assert(
      fc.property(jsonText, ({ text, value }) => {
        expect(parseJson(text)).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  test("a text that JSON.parse refuses is refused, and one that it takes is taken", () => {
    fc.assert(
      fc.property(brokenText, (text) => {
        expect(isAccepted(parseJson, text)).toBe(isAccepted(JSON.parse, text));
      }),
      { numRuns: 2000 },
    );
  });

  test("a member named __proto__ is data and never a prototype", () => {
    const parsed = parseJson('{"__proto__":{"code":7048929565493690398}}');
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(Object.entries(Object(parsed))).toEqual([["__proto__", { code: "7048929565493690398" }]]);
  });

  test("a string of many megabytes beside such an integer is no obstacle", () => {
    const long = String.raw`x\"1234567890123456789,`.repeat(1_000_000);
    const parsed = parseJson(`{"long":"${long}","id":7048929565493690398}`);
    expect(parsed).toEqual({ long: JSON.parse(`"${long}"`), id: "7048929565493690398" });
  });
});

interface Written {
  readonly text: string;
  readonly value: unknown;
}

const space = fc.constantFrom("", " ", "\n", "\t \r\n");

const integer: fc.Arbitrary<Written> = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map((value) => ({
  text: value.toString(),
  value: Number.isSafeInteger(Number(value)) ? Number(value) : value.toString(),
}));

// Numbers with a fraction or an exponent, digits in strings and keys: all that must not be taken for an integer.
const decoy: fc.Arbitrary<Written> = fc
  .oneof(
    fc
      .tuple(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.stringMatching(/^\d{1,25}$/))
      .map(([a, b]) => `${a}.${b}`),
    fc
      .tuple(
        fc.bigInt({ min: 0n, max: 2n ** 70n }),
        fc.constantFrom("e", "E", "e+", "e-"),
        fc.stringMatching(/^0{0,20}\d$/),
      )
      .map((parts) => parts.join("")),
    fc
      .string({ unit: fc.constantFrom("\\", '"', ",", ":", "[", " ", "-", "1234567890123456", "0", "中") })
      .map((text) => JSON.stringify(text)),
    fc.constantFrom("true", "false", "null", '""'),
  )
  .map((text) => ({ text, value: JSON.parse(text) as unknown }));

const { document: jsonText } = fc.letrec<{ document: Written }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 4 },
    integer,
    decoy,
    fc.tuple(fc.array(tie("document"), { maxLength: 5 }), space).map(([items, gap]) => ({
      text: `[${gap}${items.map((item) => item.text).join(`${gap},${gap}`)}${gap}]`,
      value: items.map((item) => item.value),
    })),
    fc
      .tuple(
        fc.dictionary(fc.oneof(fc.string(), fc.constant("9007199254740993")), tie("document"), { maxKeys: 5 }),
        space,
      )
      .map(([members, gap]) => ({
        text: `{${gap}${Object.entries(members)
          .map(([key, item]) => `${JSON.stringify(key)}${gap}:${gap}${item.text}`)
          .join(`${gap},${gap}`)}${gap}}`,
        value: Object.fromEntries(Object.entries(members).map(([key, item]) => [key, item.value])),
      })),
  ),
}));

// Valid texts with one piece cut out or put in.
const brokenText = fc
  .tuple(
    jsonText,
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom("", '"', "1", "-", "0123456789012345678", "]", ",", ".", "\\"),
  )
  .map(([{ text }, at, cut, put]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + put + text.slice(start + cut);
  });

function isAccepted(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
