import * as fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { measureWidth } from "../src/format/measure-width.ts";

test("counts columns as the tables do, whatever the text", () => {
  const plain = fc.stringMatching(/^[ -~·–…─▲▼一-鿿]{0,20}$/);
  const any = fc.oneof(plain, fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(any, (text) => {
      expect(measureWidth(text)).toBe(stringWidth(text));
    }),
  );
  expect(measureWidth("▲ 剧情 12")).toBe(9);
});
