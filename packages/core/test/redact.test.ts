import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor } from "@just-one/core/lean";
import { findSecret, listSpellings } from "./support/find-secret.ts";

const redactToken = (text: string, token: string): string => createRedactor(token)(text);

// As many kinds of characters as a token may have; white space and control characters are refused before.
const tokenText = fc
  .string({
    minLength: 8,
    unit: fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
      fc.constantFrom(...Array.from("%&+/='()*!~$^[]{}\\|")),
    ),
  })
  .filter((text) => !/[\s\p{Cc}]/u.test(text));

test("no spelling of a token is left in a text", () => {
  fc.assert(
    fc.property(tokenText, fc.string(), fc.nat(), (token, text, choice) => {
      const spellings = listSpellings(token);
      const spelling = spellings[choice % spellings.length] ?? token;
      expect(findSecret(redactToken(`${text}${spelling}${text}`, token), token)).toEqual([]);
    }),
  );
});

test("a text without the token stays as it is", () => {
  expect(redactToken("request r-1 at $& and $1", "marked-token-for-tests")).toBe("request r-1 at $& and $1");
});

test("the place of the token stays visible", () => {
  expect(redactToken("GET /a?token=marked%2ftoken&b=1", "marked/token")).toBe("GET /a?token=[token]&b=1");
  expect(redactToken("GET /a?token=marked-token&b=1", "marked-token")).toBe("GET /a?token=[token]&b=1");
});

test.each([
  ["HTML", "?a=1&amp;token=k+y/&amp;&#39;&lt;&#x3d;end"],
  ["a URL within a URL", "token%3Dk%252By%252F%2526%2527%253C%253Dend"],
  ["JSON that escapes slashes", String.raw`token=k+y\/&'<=end`],
  ["JSON that escapes what HTML minds", String.raw`token=k+y/\u0026\u0027\u003c\u003Dend`],
])("the token is found as %s spells it", (_who, text) => {
  expect(redactToken(text, "k+y/&'<=end")).toMatch(/token(?:=|%3D)\[token\]$/);
});

test("a long text against a token of many kinds of characters takes no time", () => {
  const token = "\\%&+/='".repeat(8);
  const text = "\\%25&amp;".repeat(20_000);
  expect(redactToken(text, token)).toBe(text);
});
