import { expect, test } from "vitest";
import {
  cleanLines,
  encodeJson,
  encodeLine,
  encodeLines,
  encodeWords,
  encodeYaml,
  findHidden,
  joinShown,
  writeMarkdown,
  quoteCode,
  show,
} from "../src/index.ts";
import { dropEmoji, hiddenCharacters, holdsCommand, hostileTexts } from "./hostile.ts";

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

test.each(hiddenCharacters)("%j is seen as hidden", (character) => {
  expect(findHidden(`a${character}b`)).toMatch(/^U\+[0-9A-F]{4,6}$/u);
});

test.each(hostileTexts)("%j on a terminal is one line that moves, hides and commands nothing", (text) => {
  for (const shown of [encodeLine(text), show`${text}`, show`    ${text}`, joinShown([show`${text}`, show`${text}`])]) {
    expect(dropEmoji(shown)).not.toMatch(hidden);
    expect(holdsCommand(shown)).toBe(false);
  }
  const lines = encodeLines(`  ${text}\n${text}`);
  expect(dropEmoji(lines.replaceAll("\n", ""))).not.toMatch(hidden);
  expect(holdsCommand(lines)).toBe(false);
  expect(encodeLine(encodeLine(text))).toBe(encodeLine(text));
});

test.each(hostileTexts)("%j in JSON and YAML means itself, and moves nothing on a terminal", (text) => {
  const value = { [`k${text}`]: [text], "": text };
  for (const json of [encodeJson(value), encodeJson(value, 2)]) {
    expect(JSON.parse(json)).toEqual(value);
    expect(json.replaceAll("\n", "")).not.toMatch(hidden);
    expect(json.endsWith("\n")).toBe(true);
    expect(holdsCommand(json)).toBe(false);
  }
  expect(JSON.parse(encodeYaml(text))).toBe(text);
  expect(encodeYaml(text)).not.toMatch(hidden);
});

test.each(hostileTexts)("%j in Markdown stays in its quotes, or means nothing", (text) => {
  const quoted = quoteCode(text);
  const [, fence = "", inside = ""] = /^(`+)(.*?)`+$/su.exec(quoted) ?? [];
  expect(quoted.endsWith(fence)).toBe(true);
  const runs = inside.slice(0, inside.length).match(/`+/gu) ?? [];
  for (const run of quoted.slice(fence.length, -fence.length).match(/`+/gu) ?? []) expect(run).not.toBe(fence);
  expect(runs).not.toContain(fence);
  expect(quoted).not.toMatch(hidden);
  expect(holdsCommand(`- ${quoted}`)).toBe(false);

  const words = encodeWords(text);
  expect(words).not.toMatch(hidden);
  expect(holdsCommand(words)).toBe(false);
  expect(words).toMatch(/^`.*`$|^(?!.*(?:(?<!\\)[`*_[\]<>#|&~!]|[@$]|:\/\/|#\d|\bGH-\d|www\.))(?![-+>]|\d+[.)])/iu);
});

test.each(["\u0300", "\u0300\u200D", "\u0300\uFE0F", "\u0300\u200B\u034F", "\u20E3", "\u0E47"])(
  "no letter carries as many %j as a text likes",
  (mark) => {
    const text = `e${mark.repeat(500)}`;
    for (const shown of [encodeLine(text), encodeWords(text), quoteCode(text), cleanLines(text), encodeJson(text)])
      expect(shown).not.toMatch(/\p{M}{11}/u);
    expect(encodeLine(encodeLine(text))).toBe(encodeLine(text));
    expect(findHidden(text)).toBeDefined();
    expect(JSON.parse(encodeJson(text))).toBe(text);
  },
);

test("what real scripts put on a letter stays", () => {
  for (const text of ["é", "e\u0301", "क्षि", "שׁ\u05BC\u05B8", "ที่", "Việt", "ཧྐྵྨླྺྼྻྂ"]) {
    expect(findHidden(text)).toBeUndefined();
    expect(encodeLine(text)).toBe(text);
  }
});

test("a name without an end leaves room on a page for others", () => {
  for (const write of [quoteCode, encodeWords]) {
    expect(write("x".repeat(70_000)).length).toBeLessThan(1_100);
    expect(write("x".repeat(70_000))).toContain("70000 characters");
    expect(write("`".repeat(70_000)).length).toBeLessThan(3_100);
  }
});

test("text of others does not compile where Markdown is put together", () => {
  // @ts-expect-error -- a string is no Markdown until it is encoded
  expect(writeMarkdown`- ${"x"}`).toBe("- x");
});

test("plain words and colours of ours stay as they are", () => {
  expect(encodeWords("Douyin Xingtu (抖音)")).toBe("Douyin Xingtu \\(抖音\\)");
  expect(quoteCode("GET /a/v1")).toBe("`GET /a/v1`");
  expect(show`\u001B[31m${"red"}\u001B[39m ${5}`).toBe("\u001B[31mred\u001B[39m 5");
  expect(encodeLine("a\u2028b\u2029c\u202Ed\u2066e\u001B[2Jf\r\ng")).toBe("a b c d e [2Jf g");
});
