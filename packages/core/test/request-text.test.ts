import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinRequest, writeRequest } from "../src/parameters/request-text.ts";
import { createEntry } from "./support/operations.ts";

const names = ["a", "b", "c"] as const;
const search = createEntry(
  "GET /searches/v1",
  names.map((name) => ({ name })),
);
const post = createEntry("POST /searches/v1", [{ name: "a" }, { name: "b", in: "form" }], "form");
const part = createEntry("GET /things/{a}/parts/v1", [{ name: "a", in: "path" }, { name: "b" }]);

const toKey = (parameters: object, entry = search): string => joinRequest(entry, writeRequest(entry, parameters));

const text = fc.string({ unit: "grapheme" });
const values = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text), fc.dictionary(text, text));
const parameters = fc.record({ a: values, b: values, c: values }, { requiredKeys: [] });

describe("the key of what a call sends", () => {
  test("is the same in any order of members, and with members that are undefined or not the operation's", () => {
    fc.assert(
      fc.property(parameters, (some) => {
        const reversed = { d: "x", ...reverseDeep(some) };
        for (const name of names) if (!Object.hasOwn(some, name)) Object.assign(reversed, { [name]: undefined });
        expect(toKey(reversed)).toBe(toKey(some));
      }),
    );
  });

  test("differs where the server would read something else, and nowhere else", () => {
    fc.assert(
      fc.property(parameters, parameters, (some, others) => {
        const isSame = JSON.stringify(listPairs(some)) === JSON.stringify(listPairs(others));
        expect(toKey(some) === toKey(others)).toBe(isSame);
      }),
    );
  });

  test.each([
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: [1, 12] }, { a: [11, 2] }],
    [{ a: "x", b: "y" }, { a: "x&b=y" }],
    [{ a: "x" }, { b: "x" }],
    [{ a: 7048929565493690398n }, { a: 7048929565493690399n }],
  ])("is another for %o than for %o", (some, others) => {
    expect(toKey(some)).not.toBe(toKey(others));
  });

  test.each([
    [{ a: "1" }, { a: 1 }],
    [{ a: true }, { a: "true" }],
    [{ a: [] }, { a: null }],
  ])("is the same for %o and %o, which the server cannot tell apart", (some, others) => {
    expect(toKey(some)).toBe(toKey(others));
  });

  test("tells a form from a query, and what stands in a path from anything else", () => {
    expect(toKey({ a: "x" }, post)).not.toBe(toKey({ b: "x" }, post));
    expect(toKey({ a: "x", b: "y" }, post)).not.toBe(toKey({ a: "x y" }, post));
    expect(toKey({ a: "x" }, part)).not.toBe(toKey({ a: "y" }, part));
    expect(toKey({ a: "x?b=y" }, part)).not.toBe(toKey({ a: "x", b: "y" }, part));
  });
});

/** What a server reads of a query, by other means than the request's. */
function listPairs(some: object): readonly (readonly [string, string])[] {
  return Object.entries(some)
    .toSorted(byName)
    .flatMap(([name, value]: [string, unknown]) => {
      if (Array.isArray(value)) return value.map((item) => [name, String(item)] as const);
      if (typeof value !== "object" || value === null) return [[name, String(value)] as const];
      return Object.entries(value)
        .toSorted(byName)
        .map(([key, inner]) => [`${name}[${key}]`, String(inner)] as const);
    });
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** The members in the opposite order, also in members; arrays keep theirs. */
function reverseDeep(value: object): object {
  const pairs = Object.entries(value).toReversed();
  return Object.fromEntries(
    pairs.map(([name, inner]: [string, unknown]) => [name, isPlainObject(inner) ? reverseDeep(inner) : inner]),
  );
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
