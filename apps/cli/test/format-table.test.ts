import { encodeLine, show, type TerminalText } from "@just-one/encoders";
import * as fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { cleanText } from "../src/format/clean-text.ts";
import { formatTable, type TableColumn } from "../src/format/format-table.ts";

const plain = { paintHeader: (text: TerminalText) => text, paintUnit: (text: TerminalText) => text };
const word = fc.stringMatching(/^[a-z0-9中文字剧情]{1,12}$/);

test("keeps every cell, and every line within the width, where each column alone fits", () => {
  const tables = fc.integer({ min: 2, max: 8 }).chain((count) =>
    fc.record({
      headers: fc.array(word, { minLength: count, maxLength: count }),
      rows: fc.array(fc.array(word, { minLength: count, maxLength: count }), { minLength: 1, maxLength: 6 }),
    }),
  );
  fc.assert(
    fc.property(tables, fc.integer({ min: 50, max: 200 }), ({ headers, rows }, width) => {
      const table = formatTable(
        headers.map((header) => ({ header: [encodeLine(header)], align: "right" as const })),
        rows.map((row) => row.map((text) => ({ text: encodeLine(text) }))),
        { ...plain, width },
      );
      for (const line of table.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      for (const text of [...headers, ...rows.flat()]) expect(table).toContain(text);
    }),
  );
});

test("lines up columns of Chinese and Latin text", () => {
  const columns = [
    { header: [show`名`], align: "left" as const },
    { header: [show`n`], align: "right" as const },
  ];
  const rows = [
    [{ text: show`剧情搞笑` }, { text: show`1` }],
    [{ text: show`ab` }, { text: show`1000` }],
  ];
  expect(formatTable(columns, rows, { ...plain, width: 80 })).toBe(
    "名           n\n────────  ────\n剧情搞笑     1\nab        1000\n",
  );
});

test("cuts a remark by what it shows, between characters", () => {
  const columns = [
    { header: [show`id`], align: "left" as const },
    { header: [show`n`], align: "right" as const },
    { header: [show`m`], align: "right" as const },
  ];
  const table = formatTable(columns, [[{ text: show`1` }, { text: show`失败失败失败`, isRemark: true }]], {
    ...plain,
    width: 12,
  });
  expect(table.split("\n")[2]).toBe("1   失败失…");
});

test("cuts what may be cut where the whole does not fit, so that no part is wider than the terminal", () => {
  const columns = [
    { header: [show`name`], align: "left" as const, shrinksTo: 8 },
    ...["a", "b", "c"].map((name) => ({ header: [encodeLine(name)], align: "right" as const })),
  ];
  const rows = [[show`小白兔爱吃胡萝卜呀`, show`1`, show`22222222`, show`333333`].map((text) => ({ text }))];
  expect(formatTable(columns, rows, { ...plain, width: 24 })).toBe(
    "name      a         b\n────────  ─  ────────\n小白兔…   1  22222222\n\n" +
      "name           c\n────────  ──────\n小白兔…   333333\n",
  );
  expect(formatTable(columns, rows, { ...plain, width: 80 })).toContain("小白兔爱吃胡萝卜呀");
});

const grouped = (header: string, group: string): TableColumn => ({
  header: [encodeLine(header)],
  align: "right",
  group,
});

test("keeps columns of a group in one part where that has room", () => {
  const columns = [
    { header: [show`n`], align: "left" as const },
    grouped("aaaa", "1"),
    grouped("bbbb", "2"),
    grouped("cccc", "2"),
  ];
  const rows = [[show`n`, show`1`, show`2`, show`3`].map((text) => ({ text }))];
  const table = formatTable(columns, rows, { ...plain, width: 15 });
  expect(table.split("\n").filter((line) => line.startsWith("n  ") && /[a-c]/.test(line))).toEqual([
    "n  aaaa",
    "n  bbbb  cccc",
  ]);
});

test("cleanText leaves nothing that moves the cursor or hides text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(cleanText(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E]/u);
    }),
  );
  expect(cleanText("a\u2028b\u2029c\u202Ed\u2066e\u001B[2Jf\r\ng")).toBe("a b c d e [2Jf g");
  expect(cleanText("剧情 👩‍👩‍👧 ok")).toBe("剧情 👩‍👩‍👧 ok");
});
