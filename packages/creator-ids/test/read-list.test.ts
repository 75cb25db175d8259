import { zipSync } from "fflate";
import { expect, test } from "vitest";
import writeExcelFile from "write-excel-file/universal";
import { detectEncoding } from "../src/decode-text.ts";
import { maxListBytes, readList } from "../src/read-list.ts";
import { encodeGbk } from "./encode-gbk.ts";

const one = "7048929565493690398";
const two = "6912345678901234567";
const both = {
  creators: [
    { id: one, label: "达人甲" },
    { id: two, label: "达人乙" },
  ],
  duplicates: 0,
  refused: [],
};

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const utf16 = (text: string, isLittle = true): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(Buffer.from(text, "utf16le"));
  return isLittle ? bytes : new Uint8Array(Buffer.from(bytes).swap16());
};

const csv = `达人名称,星图ID,粉丝数\r\n达人甲,${one},1200000\r\n达人乙,${two},985000\r\n`;
const tsv = csv.replaceAll(",", "\t");

test.each([
  ["Excel's CSV UTF-8", utf8(`\uFEFF${csv}`)],
  ["Excel's Unicode text", utf16(`\uFEFF${tsv}`)],
  ["Unicode text of the other byte order", utf16(`\uFEFF${tsv}`, false)],
  ["UTF-16 without its mark", utf16(tsv)],
  ["a Chinese Excel's CSV, in GBK", encodeGbk(csv)],
  ["WPS's CSV, in GBK with tabs that keep ids as text", encodeGbk(csv.replaceAll(/(\d{19})/g, "$1\t"))],
  ["WPS's text cells", utf8(csv.replaceAll(/(\d{19})/g, '"=""$1"""'))],
  ["Numbers' CSV, with the table's title", utf8(`表格 1,,\n${csv.replaceAll("\r", "")}`)],
  ["Numbers' CSV with semicolons", utf8(csv.replaceAll(",", ";"))],
  ["Feishu's CSV, all quoted", utf8(`\uFEFF${csv.replaceAll(/[^,\r\n]+/g, '"$&"')}`)],
  ["a Markdown table", utf8(`| 达人 | 星图ID |\n| :-- | --: |\n| 达人甲 | ${one} |\n| 达人乙 | ${two} |`)],
])("%s", async (_, bytes) => {
  expect(await readList(bytes)).toEqual(both);
});

async function writeWorkbook(rows: (string | number)[][]): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = rows.map((row) =>
    row.map((value) => (typeof value === "number" ? { value, type: Number } : { value, type: String })),
  );
  return new Uint8Array(await (await writeExcelFile(sheet).toBlob()).arrayBuffer());
}

test("a workbook with ids as text is read with its names", async () => {
  const rows = [
    ["达人名称", "星图ID", "粉丝数"],
    ["达人甲", one, 1_200_000],
    ["达人乙", two, 985_000],
  ];
  expect(await readList(await writeWorkbook(rows))).toEqual(both);
});

test("an id that a workbook holds as a number lost its end, and is refused for that", async () => {
  const bytes = await writeWorkbook([
    ["达人名称", "星图ID"],
    ["达人甲", Number(one)],
    ["达人乙", two],
  ]);
  expect(await readList(bytes)).toMatchObject({
    creators: [{ id: two }],
    refused: [{ reason: "rounded", label: "达人甲" }],
  });
});

test("a list of one column is read from a workbook, too", async () => {
  expect((await readList(await writeWorkbook([[one], [two]]))).creators).toHaveLength(2);
});

test("what is too large, or would be when unpacked, is refused before it is read", async () => {
  await expect(readList(new Uint8Array(maxListBytes + 1))).rejects.toThrow("over 10 MB");
  const bomb = zipSync({ "xl/worksheets/sheet1.xml": [new Uint8Array(101 * 1024 * 1024), { level: 1 }] });
  await expect(readList(bomb)).rejects.toThrow("unpacks to over 100 MB");
});

test("a file that only begins like a workbook is an error", async () => {
  await expect(readList(Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3))).rejects.toThrow("damaged workbook");
});

test("the encoding of a long list is told from its first bytes, also when they end within a sign", () => {
  expect(detectEncoding(utf8("达人").subarray(0, 5))).toBe("utf-8");
  expect(detectEncoding(encodeGbk("达人"))).toBe("gb18030");
  expect(detectEncoding(utf8(""))).toBe("utf-8");
});
