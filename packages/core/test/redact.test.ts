import * as fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "../src/secrets/redact.ts";
import { findSecret, listSpellings } from "./support/find-secret.ts";

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
      expect(findSecret(redact(`${text}${spelling}${text}`, token), token)).toEqual([]);
    }),
  );
});

test("a text without the token stays as it is", () => {
  expect(redact("request r-1 at $& and $1", "marked-token-for-tests")).toBe("request r-1 at $& and $1");
});

test("the place of the token stays visible", () => {
  expect(redact("GET /a?token=marked%2ftoken&b=1", "marked/token")).toBe("GET /a?token=[token]&b=1");
});
