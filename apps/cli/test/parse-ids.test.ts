import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isCreatorId, parseIds } from "../src/ids/parse-ids.ts";

const id = fc.stringMatching(/^\d{1,20}$/);
const separator = fc.stringMatching(/^[\s,;|，；、"'=]{1,4}$/);

test("finds every id once and in order, whatever stands between them", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, separator), { minLength: 1 }), (pairs) => {
      const { ids, duplicates } = parseIds([pairs.flat().join("")]);
      const given = pairs.map(([text]) => text);
      expect(ids).toEqual([...new Set(given)]);
      expect(duplicates).toBe(given.length - ids.length);
    }),
  );
});

test("never changes an id: what it finds was in the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const found of parseIds([text]).ids) expect(text).toContain(found);
    }),
  );
});

test.each(["", "12a", "-1", "1.5", "７００１", "1".repeat(33), "7048929565493690398n"])("%j is no id", (text) => {
  expect(isCreatorId(text)).toBe(false);
});
