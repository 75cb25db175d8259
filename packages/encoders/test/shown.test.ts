import { expect, test } from "vitest";
import {
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
  expect(words).toMatch(/^`.*`$|^(?!.*(?:(?<!\\)[`*_[\]<>#|&~!]|@|:\/\/|#\d|\bGH-\d|www\.))(?![-+>]|\d+[.)])/iu);
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
