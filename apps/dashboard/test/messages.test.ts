import { businessCodes } from "@just-one/core";
import { expect, test } from "vitest";
import { chinese } from "../page/src/messages/chinese.ts";
import { describeFailure } from "../page/src/messages/describe-failure.ts";
import { english } from "../page/src/messages/english.ts";

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

/** Every sentence, those with numbers in them too. */
function listTexts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [String(value(2, 1, 1))];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(listTexts) : [];
}
