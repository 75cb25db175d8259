import { expect, test } from "vitest";
import { encodeCsv } from "../src/index.ts";
import { dropEmoji, holdsCommand, hostileTexts } from "./hostile.ts";

/** Reads CSV as lenient readers do: quotes count at the beginning of a cell only, and lines end where they like. */
function readCsv(text: string, separator: string, { hasLines = true } = {}): string[][] {
  if (!hasLines) return text.split(/[\r\n]+/u).map((line) => readCsv(line, separator).flat());
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  let isStart = true;
  const characters = Array.from(text.replace(/^\uFEFF/u, ""));
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? "";
    if (isQuoted && character === '"' && characters[index + 1] === '"') {
      cell += '"';
      index += 1;
    } else if (isQuoted && character === '"') isQuoted = false;
    else if (isQuoted) cell += character;
    else if (character === '"' && isStart) isQuoted = true;
    else if (character === separator || character === "\n" || character === "\r") {
      rows.at(-1)?.push(cell);
      if (character !== separator) rows.push([]);
      cell = "";
      isStart = true;
      continue;
    } else cell += character;
    isStart = false;
  }
  rows.at(-1)?.push(cell);
  return rows;
}

const formula = /^[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫]|^[\t\r]/u;

test.each(hostileTexts)("%j is one cell, and no formula for any reader", (text) => {
  const csv = encodeCsv([
    ["id", text, "end"],
    [text, 1, text],
  ]);
  const rows = readCsv(csv, ",").filter((row) => row.length > 1);
  expect(rows.map((row) => row.length)).toEqual([3, 3]);
  expect(dropEmoji(csv.slice(1).replaceAll("\r\n", "\n"))).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  for (const separator of [",", ";", "\t"]) {
    for (const hasLines of [true, false]) {
      for (const cell of readCsv(csv, separator, { hasLines }).flat()) expect(cell).not.toMatch(formula);
    }
  }
  expect(holdsCommand(csv)).toBe(false);
});

test("a line break, a semicolon or a quote forces quotes, a plain cell has none", () => {
  expect(encodeCsv([["a", "b\nc", "d\re", "f;g", 'h"i', "j,k", "l\tm", " n", "", undefined]])).toBe(
    '\uFEFFa,"b\nc","d\ne","f;g","h""i","j,k",l m," n",,\r\n',
  );
});

test("numbers of ours stay numbers, text that looks like one may be a formula, and an id keeps its digits", () => {
  expect(encodeCsv([[-5, 1.5, true, NaN, "-5", { digits: "7048929565493690398" }, { digits: "=1" }]])).toBe(
    '\uFEFF-5,1.5,true,,"\'-5","=""7048929565493690398""","\'=1"\r\n',
  );
});

test.each(["\n", "\n ", ";'", '"', " ", "\n:", "\u3000\n"])("%j a hundred thousand times takes no time", (text) => {
  const start = performance.now();
  encodeCsv([[text.repeat(100_000)]]);
  // It took a minute while each line looked through all that followed.
  expect(performance.now() - start).toBeLessThan(30_000);
});
