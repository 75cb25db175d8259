import { expect, test } from "vitest";
import {
  type Code,
  code,
  comment,
  quoteInert,
  writeDocComment,
  writeIdentifier,
  writeKey,
  writeLineComment,
  writeLiteral,
  writeMember,
  writeString,
  writeValue,
} from "../src/index.ts";
import { hostileTexts } from "./hostile.ts";

const visible = /^(?:(?!\n)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\n)*$/u;

/** Runs code as a module would, and gives what it evaluates to. */
function evaluate(text: string): unknown {
  // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- that nothing happens is what is tested
  return new Function(`"use strict"; ${text}`)();
}

test.each(hostileTexts)("%j as a string, a key and a value means itself and shows what it is", (text) => {
  for (const written of [writeString(text), writeLiteral(text)]) {
    expect(written).toMatch(visible);
    expect(evaluate(`return ${written};`)).toBe(text);
    expect(written).not.toMatch(/<\/|<!--|\/[/*]# *sourceMappingURL/u);
  }
  const object = evaluate(`return { ${writeMember(text)}: ${writeValue({ [text]: [text] })} };`) as object;
  expect(Object.keys(object)).toEqual([text]);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect(writeKey(text)).toMatch(visible);
  expect(globalThis).not.toHaveProperty("hacked");
});

test.each(hostileTexts)("%j in a comment ends no comment, runs nothing and becomes no tag", (text) => {
  for (const paragraphs of [[comment`${text}`], [comment`What ${text} is.`, comment`${text}`, comment`*${text}/`]]) {
    const written = writeDocComment(paragraphs);
    expect(written).toMatch(visible);
    expect(written.replace(/\*\/\n$/u, "")).not.toContain("*/");
    expect(evaluate(`${written}\nreturn 42;`)).toBe(42);
    expect(written).not.toMatch(/(?:^|[\s{])@/u);
    expect(written).not.toMatch(/\/[/*]# *sourceMappingURL/u);
  }
  for (const sign of ["//", "#"] as const)
    expect(writeLineComment(sign, text)).toMatch(/^(?:\/\/|#)[^\n*\\?<>'"`]*\n$/u);
  expect(globalThis).not.toHaveProperty("hacked");
});

test("tags of our own stay, and an empty comment is none", () => {
  expect(writeDocComment([comment`@deprecated since ${"@today"}`])).toBe("/** @deprecated since \\@today */\n");
  expect(writeDocComment([comment`${" \n"}`, undefined])).toBe("");
});

test("text of others does not compile where code is put together", () => {
  // @ts-expect-error -- a string is no code until it is encoded
  expect(code`const ${"x"} = 1;`).toBe("const x = 1;");
  // @ts-expect-error -- nor is it a comment
  const paragraph: Parameters<typeof writeDocComment>[0][number] = "x";
  expect(paragraph).toBe("x");
  const fine: Code = code`const ${writeIdentifier("x")} = [${[writeLiteral(1), code`, `, writeLiteral(null)]}, ${true}];`;
  expect(fine).toBe("const x = [1, null, true];");
});

test.each([NaN, Infinity, -Infinity])("%s is no literal", (value) => {
  expect(() => writeLiteral(value)).toThrow(RangeError);
});

test.each([0, -0, -5, 1.5, 1e21, -1e-7, 2 ** 53, 123n, -9_007_199_254_740_993n, true, null])("%s is one", (value) => {
  expect(evaluate(`return ${writeLiteral(value)};`)).toEqual(value === 0 ? 0 : value);
});

test.each(["", "1a", "a-b", "a b", "a\u200Cb", "ä", "a;b"])("%j is no identifier", (name) => {
  expect(() => writeIdentifier(name)).toThrow(RangeError);
});

test("only what means nothing anywhere goes between quotes of any language", () => {
  expect(quoteInert("http://[::1]:80/a%20b?c=d&e=%F0", "'")).toBe("'http://[::1]:80/a%20b?c=d&e=%F0'");
  for (const sign of ["'", '"', "`", "$", "\\", ";", "(", "\n", " ", "<", "é", "\u202E"]) {
    expect(() => quoteInert(`http://a${sign}b`, '"')).toThrow(RangeError);
  }
});

test.each([
  "coding: utf-7",
  "coding:utf-7",
  "-*- coding: utf-7 -*-",
  "coding\u200B: utf-7",
  "coding:: 037",
  "coding:037",
  "encoding=utf-7",
  "coding\uFF1A utf-7",
  "vim: set modeline",
])("%j in a comment of one line tells Python no encoding, and no editor a setting", (text) => {
  const line = writeLineComment("#", text);
  // What Python looks for in the first two lines, and vim in the first five and the last.
  expect(line).not.toMatch(/^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/u);
  expect(line).not.toMatch(/\b(?:vim?|ex):/u);
});

test("addresses stay whole in a comment of one line", () => {
  expect(writeLineComment("#", "China: http://127.0.0.1:30015 is near")).toBe(
    "# China  http://127.0.0.1:30015 is near\n",
  );
});
