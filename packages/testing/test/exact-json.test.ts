import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseExactJson } from "../src/recording/exact-json.ts";
import { redactReply } from "../src/recording/redact-reply.ts";
import { trimReply } from "../src/recording/trim-reply.ts";

const untouched = { maxItems: Infinity, maxTextLength: Infinity };

test("a reply without secrets goes through all steps as it is, to the letter", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/@|token|sec|pass|cook|auth|key|cred|sess|sign|tick|phon|mob|mail/i.test(text));
      expect(JSON.stringify(trimReply(redactReply(parseExactJson(text), String), untouched))).toBe(text);
    }),
  );
});

test("numbers keep every digit they are written with", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.stringMatching(/^[1-9]\d{0,30}\.\d{1,30}$/), (integer, decimal) => {
      const text = `{"a":[${integer},${decimal}],"b":${decimal}}`;
      expect(JSON.stringify(trimReply(redactReply(parseExactJson(text), String), untouched))).toBe(text);
    }),
  );
});

test("keys that mean something to JavaScript are keys like any other", () => {
  const text = '{"__proto__":{"x":1},"constructor":2,"rawJSON":"3"}';
  expect(JSON.stringify(trimReply(redactReply(parseExactJson(text), String), untouched))).toBe(text);
});

test("trimming keeps arrays and texts within their limits, and whole characters", () => {
  const limits = { maxItems: 2, maxTextLength: 5 };
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 20 })), (texts) => {
      // Safe: a list of texts comes out as one.
      const trimmed = trimReply(texts, limits) as string[];
      expect(trimmed.length).toBe(Math.min(texts.length, 2));
      for (const text of trimmed) {
        expect(text.length).toBeLessThanOrEqual(5);
        expect(text.isWellFormed()).toBe(true);
      }
    }),
  );
});
