import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  code,
  comment,
  encodeCsv,
  encodeJson,
  encodeLine,
  encodeWords,
  quoteCode,
  writeDocComment,
  writeMember,
  writeString,
} from "../src/index.ts";
import { dropEmoji, holdsCommand } from "./hostile.ts";

const hidden = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Any characters at all, with those that mean something much more often than by chance. */
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 3 }),
      fc.constantFrom(...Array.from("*/\"'`\\$#[:=+-@;<!\n\r\u2028\u200B\u202E")),
    ),
  )
  .map((parts) => parts.join(""));

test("whatever a text is, every encoder keeps it where it belongs", () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const written = code`${writeDocComment([comment`${one}${other}`, comment`*${one}`])}return { ${writeMember(one)}: ${writeString(other)} };`;
      expect(written).not.toMatch(hidden);
      // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- that it means itself is what is tested
      expect(Object.entries(new Function(written)() as object)).toEqual([[one, other]]);
      expect(JSON.parse(encodeJson([one, other]))).toEqual([one, other]);
      const lines = [encodeLine(one), quoteCode(one), encodeWords(one)];
      for (const line of lines) {
        expect(dropEmoji(line)).not.toMatch(hidden);
        expect(line).not.toContain("\n");
        expect(holdsCommand(line)).toBe(false);
      }
      expect(encodeLine(lines[0] ?? "")).toBe(lines[0]);
      for (const cell of encodeCsv([[one, other]])
        .slice(1)
        .split(/[\n;]/u))
        expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
    }),
    { numRuns: 3000 },
  );
});
