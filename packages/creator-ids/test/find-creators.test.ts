import { array, assert, constantFrom, nat, property, string, stringMatching, tuple, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import { findCreators } from "../src/find-creators.ts";

const one = "7048929565493690398";
const two = "6912345678901234567";
const three = "7312345678901234568";
const ids = (text: string): readonly string[] => findCreators(text).creators.map(({ id }) => id);
const labels = (text: string): readonly (string | undefined)[] => findCreators(text).creators.map(({ label }) => label);
const refused = (text: string): readonly string[] =>
  findCreators(text).refused.map(({ reason, text: cell }) => `${reason}: ${cell}`);

const anId = stringMatching(/^[1-9][0-9]{13,17}[1-9]$/);

test("ids are found whatever stands between them, each once, in the order given", () => {
  const separator = constantFrom(
    " ",
    "\n",
    "\r\n",
    "\t",
    ",",
    "，",
    "、",
    ";",
    "；",
    "|",
    "\u200B\n",
    " , ",
    '","',
    "』『",
    ") (",
  );
  assert(
    property(array(tuple(anId, separator)), (pairs) => {
      const { creators, duplicates, refused: others } = findCreators(pairs.flat().join(""));
      const given = pairs.map(([id]) => id);
      expect(creators.map(({ id }) => id)).toEqual([...new Set(given)]);
      expect(duplicates).toBe(given.length - creators.length);
      expect(others).toEqual([]);
    }),
  );
});

test("whatever is pasted, an id has digits only and was in the text, and nothing is thrown", () => {
  assert(
    property(string({ unit: "binary" }), (text) => {
      for (const id of ids(text)) expect(id).toMatch(/^\d{1,32}$/);
      for (const id of ids(text)) expect(text.normalize("NFKC").replaceAll(/\D/g, "")).toContain(id);
    }),
  );
});

test("of a table with any columns in any order, exactly the column of ids is taken, and the names stay with them", () => {
  const rows = uniqueArray(tuple(anId, stringMatching(/^[一-龥]{1,8}$/), nat(), nat({ max: 100 })), {
    selector: ([id]) => id,
    minLength: 2,
  });
  const order = constantFrom([0, 1, 2, 3], [1, 0, 2, 3], [2, 1, 3, 0], [3, 2, 0, 1]);
  assert(
    property(
      rows,
      order,
      constantFrom("\t", ",", ";", "|"),
      constantFrom("星图ID", "oAuthorId", "ID", undefined),
      (table, columns, delimiter, header) => {
        const head = header === undefined ? [] : [[header, "达人名称", "粉丝数", "视频数"]];
        const text = [...head, ...table].map((row) => columns.map((column) => row[column]).join(delimiter)).join("\n");
        expect(findCreators(text)).toEqual({
          creators: table.map(([id, label]) => ({ id, label })),
          duplicates: 0,
          refused: [],
        });
      },
    ),
  );
});

test.each([
  ["a spreadsheet's text cell", `="${one}"`],
  ["a spreadsheet's text cell in CSV", `"=""${one}"""`],
  ["an apostrophe", `'${one}`],
  ["a trailing tab, as exports for spreadsheets have it", `${one}\t`],
  ["full-width digits", "７０４８９２９５６５４９３６９０３９８"],
  ["thousands", "7,048,929,565,493,690,398"],
  ["thousands in CSV", `name,id\nx,"7,048,929,565,493,690,398"`],
  ["full-width thousands", "７，０４８，９２９，５６５，４９３，６９０，３９８"],
  ["thousands with spaces", "7\u00A0048\u00A0929\u00A0565\u00A0493\u00A0690\u00A0398"],
  ["thousands with points", "7.048.929.565.493.690.398"],
  ["quotes of all kinds", `“${one}”`],
  ["brackets of all kinds", `【${one}】`],
  ["a word beside it", `星图ID：${one}`],
  ["a word and no space", `达人${one}号`],
  ["JSON", `[{"oAuthorId": ${one}}]`],
  ["a bullet", `1. ${one}`],
  ["a Chinese bullet", `1、${one}`],
  ["a full stop", `${one}.`],
  ["a page of Xingtu", `https://www.xingtu.cn/ad/creator/author-homepage/douyin-video/${one}`],
  ["a page of Xingtu with more behind it", `https://www.xingtu.cn/ad/creator/author/douyin/${one}/1?x=1#top`],
  ["an address that names it", `https://www.xingtu.cn/x?o_author_id=${one}&from=7012345678901234567`],
  ["an address without its scheme", `www.xingtu.cn/ad/creator/author/douyin/${one}`],
  ["a page of Douyin", `https://www.iesdouyin.com/share/user/${one}?from=web`],
  ["a byte order mark", `\uFEFF${one}`],
  ["what cannot be seen", `\u200B${one}\u200E`],
])("an id is found in %s", (_, text) => {
  expect(findCreators(text)).toMatchObject({ creators: [{ id: one }], refused: [] });
});

test.each([
  ["7.04893E+18", "rounded: 7.04893E+18"],
  ["7,04893E+18", "rounded: 7.04893E+18"],
  ["7048929565493690000", "rounded: 7048929565493690000"],
  ["7,048,929,565,493,690,000", "rounded: 7048929565493690000"],
  ["7048929565493690398.0", "rounded: 7048929565493690398.0"],
  ["https://www.douyin.com/video/7123456789012345678", "video: https://www.douyin.com/video/7123456789012345678"],
  ["https://www.douyin.com/user/MS4wLjABAAAA", "address: https://www.douyin.com/user/MS4wLjABAAAA"],
  [`https://example.com/${one}`, `address: https://example.com/${one}`],
  ["hello there", "no-id: hello there"],
  [`${one}n`, `no-id: ${one}n`],
  ["a7048929565493690398b", "no-id: a7048929565493690398b"],
])("%s is refused as %s", (text, reason) => {
  expect(findCreators(text).creators).toEqual([]);
  expect(refused(text)).toEqual([reason]);
});

test("a table of two creators with seven numbers is two creators", () => {
  const table = `达人\t星图ID\t粉丝数\t播放中位数\n甲\t${one}\t1200000\t35000\n乙\t${two}\t98.5万\t41000`;
  expect(findCreators(table)).toEqual({
    creators: [
      { id: one, label: "甲" },
      { id: two, label: "乙" },
    ],
    duplicates: 0,
    refused: [],
  });
});

test("a header tells the column where two look alike, and a column that counts rows is not the ids", () => {
  expect(ids(`抖音UID,星图ID\n${two},${one}\n${three},${one}`)).toEqual([one]);
  expect(ids(`ID,达人,author\n1,甲,${one}\n2,乙,${two}`)).toEqual([one, two]);
});

test("a second column of ids that no header explains is shown and not sent", () => {
  const found = findCreators(`甲,${one},${two}\n乙,${three},${two}`);
  expect(found.creators.map(({ id }) => id)).toEqual([one, three]);
  expect(found.refused).toEqual([{ text: two, reason: "second-column" }]);
});

test("a row that lost its id is named, by what else stands in it", () => {
  const found = findCreators(`name,id\n甲,${one}\n乙,7.04893E+18\n丙,\n丁,12345`);
  expect(found.refused).toEqual([
    { text: "7.04893E+18", reason: "rounded", label: "乙" },
    { text: "丙", reason: "missing", label: "丙" },
    { text: "12345", reason: "length", label: "丁" },
  ]);
});

test("an id that stands alone in its line is one, among lines that have names", () => {
  const pasted = "一号\t7048929565493690398\n6872530415792046083\n二号\t6901234567890123451\n三号\t6901234567890123452";
  expect(findCreators(pasted)).toEqual({
    creators: [
      { id: "7048929565493690398", label: "一号" },
      { id: "6872530415792046083" },
      { id: "6901234567890123451", label: "二号" },
      { id: "6901234567890123452", label: "三号" },
    ],
    duplicates: 0,
    refused: [],
  });
  const headed = "达人\tUID\t星图ID\n一号\t1\t7048929565493690398\n\t6872530415792046083\t";
  expect(findCreators(headed).creators).toEqual([{ id: "7048929565493690398", label: "一号" }]);
});

test("titles and headers are no failures", () => {
  expect(findCreators(`表格 1\n达人名称,星图ID\n甲,${one}`)).toMatchObject({ creators: [{ id: one }], refused: [] });
  expect(findCreators(`星图ID\n${one}\n${two}`)).toMatchObject({ creators: [{ id: one }, { id: two }], refused: [] });
  expect(findCreators(`| 达人 | ID |\n|---|---|\n| 甲 | ${one} |`)).toEqual({
    creators: [{ id: one, label: "甲" }],
    duplicates: 0,
    refused: [],
  });
});

test("names stay with the ids of a list, before or behind them", () => {
  expect(labels(`甲 ${one} 120000\n乙 ${two} 98.5万`)).toEqual(["甲", "乙"]);
  expect(labels(`${one}：甲\n${two}：乙`)).toEqual(["甲", "乙"]);
  expect(labels(`1. 甲（${one}）\n2. 乙（${two}）`)).toEqual(["甲", "乙"]);
  expect(labels(`[{"oAuthorId":"${one}","nickname":"甲"},{"oAuthorId":"${two}","nickname":"乙"}]`)).toEqual([
    "甲",
    "乙",
  ]);
});

test("what looks like a mistyped id is shown, also beside good ones", () => {
  expect(refused(`${one}, 70489295654936903O8, ${two}`)).toEqual(["no-id: 70489295654936903O8"]);
  expect(refused(`${one}\n12345`)).toEqual(["length: 12345"]);
});

test("a list of nothing but digits is one of ids, whatever their length", () => {
  expect(ids("1 22 333")).toEqual(["1", "22", "333"]);
  expect(ids("id\n12\n34")).toEqual(["12", "34"]);
});

test("when every id of 16 digits ends in a zero, a spreadsheet cut them", () => {
  const cut = ["6612345678901230", "6612345678901240", "6612345678901250", "6612345678901260"];
  expect(findCreators(cut.join("\n"))).toMatchObject({
    creators: [],
    refused: cut.map((text) => ({ text, reason: "rounded" })),
  });
  expect(ids([...cut, "6612345678901261"].join("\n"))).toHaveLength(5);
});

test("a list that counts on from a round number has that one, too; alone, it was rounded", () => {
  const counted = Array.from({ length: 3 }, (_, index) => String(7_000_000_000_000_000_000n + BigInt(index)));
  expect(ids(counted.join("\n"))).toEqual(counted);
  expect(refused("7000000000000000000")).toEqual(["rounded: 7000000000000000000"]);
  expect(refused(`${one}\n7048929565493690000`)).toEqual(["rounded: 7048929565493690000"]);
});

test("labels are cut to what fits a table and hold nothing that cannot be seen", () => {
  expect(labels(`name,id\n"a\u0007\u202Eb\n${"c".repeat(100)}",${one}`)).toEqual([`a b ${"c".repeat(56)}`]);
});

test("whatever is repeated a million times, it is read to its end", () => {
  for (const piece of ["1,", "7 048 ", "a1", '"', "(", `${one}\tx\n`, "http://", "E+18.", "[{", "1 234 567 890 123 "]) {
    expect(findCreators(piece.repeat(1_000_000 / piece.length)).creators.length).toBeLessThan(500_001);
  }
});
