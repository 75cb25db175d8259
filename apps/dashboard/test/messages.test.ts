import { businessCodes } from "@just-one/core";
import { expect, test } from "vitest";
import { chinese } from "../page/src/messages/chinese.ts";
import { describeFailure } from "../page/src/messages/describe-failure.ts";
import { english } from "../page/src/messages/english.ts";
import { columns } from "../page/src/table/columns.ts";
import { formatFigure } from "../page/src/table/format-number.ts";
import { writeReason } from "../page/src/results/write-reason.ts";

const languages = [
  ["English", english],
  ["Chinese", chinese],
] as const;

test.each(languages)("every business code has a sentence in %s, and none is another's", (_name, messages) => {
  const codes = Object.keys(businessCodes)
    .map(Number)
    .filter((code) => code !== 0);
  const reasons = codes.map((code) => describeFailure({ kind: "api", code, billing: "unbilled" }, messages).reason);
  for (const reason of reasons) expect(reason.length).toBeGreaterThan(6);
  expect(new Set(reasons).size).toBe(codes.length);
});

test.each(languages)("a code that nobody knows passes through as itself in %s", (_name, messages) => {
  expect(describeFailure({ kind: "api", code: 777, billing: "unknown" }, messages).reason).toContain("777");
});

test("Chinese sentences are Chinese, so that none was forgotten", () => {
  expect(listTexts(chinese).filter((text) => !/\p{Script=Han}/u.test(text))).toEqual(["%"]);
  expect(listTexts(english).filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
});

test.each(languages)("numbers are grouped in every sentence in %s, and codes are not", (_name, messages) => {
  const numbers = listTexts(messages, [1_234_567, 1_234_567, 1_234_567]).flatMap(
    (text) => text.match(/\d[\d,]{2,}\d/g) ?? [],
  );
  expect(numbers.length).toBeGreaterThan(40);
  expect([...new Set(numbers)].toSorted()).toEqual(["1,234,567", "1234567"]);
  expect(numbers.filter((number) => number === "1234567")).toHaveLength(1);
  expect(messages.failures.unexplained(1_234_567)).toContain("1234567");
});

test.each([
  [5000, "5,000", "5,000"],
  [12_345, "12,345", "1.2万"],
  [12_345_678, "12,345,678", "1,234.6万"],
  [1_234_567_890, "1,234,567,890", "12.3亿"],
  [Number("1234567890123"), "1,234,567,890,123", "1.2万亿"],
])("%d plays are grouped, too", (plays, inEnglish, inChinese) => {
  const column = columns.find(({ name }) => name === "medianPlays");
  expect(column && formatFigure(plays, column, "en")).toBe(inEnglish);
  expect(column && formatFigure(plays, column, "zh")).toBe(inChinese);
});

test.each([
  [1.31, "31% above the middle of M", "比中位值 M 高 31%"],
  [0.64, "36% below the middle of M", "比中位值 M 低 36%"],
  [15.654, "about 15.7 times the middle of M", "约为中位值 M 的 15.7 倍"],
  [1.994, "99% above the middle of M", "比中位值 M 高 99%"],
  [1.996, "about 2 times the middle of M", "约为中位值 M 的 2 倍"],
  [2, "about 2 times the middle of M", "约为中位值 M 的 2 倍"],
  [12_345, "about 12,300 times the middle of M", "约为中位值 M 的 12,300 倍"],
  [1.001, "the middle is M", "中位值为 M"],
  [0, "100% below the middle of M", "比中位值 M 低 100%"],
])("%d times the middle is told so that one can picture it", (times, inEnglish, inChinese) => {
  expect(writeReason(times * 3, 3, "M", english)).toBe(inEnglish);
  expect(writeReason(times * 3, 3, "M", chinese)).toBe(inChinese);
  expect(writeReason(times, 0, "M", english)).toBe("the middle is M"); // nothing is a share of nothing
});

/** Every sentence, those with holes too. */
function listTexts(value: unknown, holes: readonly number[] = [2, 1, 1]): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [String(value(...holes))];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap((each) => listTexts(each, holes))
    : [];
}
