import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { createRedactor } from "../src/create-redactor.ts";

const token = "Ab3xK9mQ2rT7vW5yZ8dF"; // of the vendor's form, and nobody's
const odd = `marked&token+for/tests=%<"'\\ü中😀`;

const toHex = (text: string, digits = 2): string[] =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(digits, "0"));
const spellEach = (text: string, spell: (code: number) => string): string =>
  Array.from(text, (one) => spell(one.codePointAt(0) ?? 0)).join("");
const percent = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const unicode = (text: string): string =>
  toHex(text, 4)
    .map((unit) => String.raw`\u${unit}`)
    .join("");

/** How a reply, a page of a gateway, a link or a log may write a text. */
const spellings: Readonly<Record<string, (text: string) => string>> = {
  itself: (text) => text,
  "capital letters": (text) => text.toUpperCase(),
  "small letters": (text) => text.toLowerCase(),
  "a URL's": encodeURIComponent,
  "percent, each character": percent,
  "percent, in capitals": (text) => percent(text).toUpperCase(),
  "percent, every second character": (text) => Array.from(text, (one, at) => (at % 2 ? percent(one) : one)).join(""),
  "percent twice": (text) => encodeURIComponent(percent(text)),
  "percent four times": (text) => encodeURIComponent(encodeURIComponent(encodeURIComponent(percent(text)))),
  "JSON's": (text) => JSON.stringify(text).slice(1, -1),
  "JSON's in JSON": (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  "JSON's \\u": unicode,
  "JSON's \\u in JSON": (text) => unicode(text).replaceAll("\\", "\\\\"),
  "JavaScript's \\u{}": (text) => spellEach(text, (code) => String.raw`\u{${code.toString(16)}}`),
  "HTML by number": (text) => spellEach(text, (code) => `&#${code};`),
  "HTML by number, with zeros": (text) => spellEach(text, (code) => `&#000${code};`),
  "HTML in hex": (text) => spellEach(text, (code) => `&#x${code.toString(16)};`),
  "HTML in HTML": (text) => spellEach(text, (code) => `&amp;#${code};`),
  hex: (text) => Buffer.from(text).toString("hex"),
  "hex in capitals": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  "hex of a dump": (text) => (Buffer.from(text).toString("hex").match(/../g) ?? []).join(" "),
  "base64 in a URL": (text) => encodeURIComponent(Buffer.from(text).toString("base64")),
  "base64 of mails": (text) =>
    (
      Buffer.from(`x: ${text}`)
        .toString("base64")
        .match(/.{1,7}/gs) ?? []
    ).join("\r\n"),
  "lines of five": (text) => (text.match(/.{1,5}/gsu) ?? []).join("\n"),
  "lines of five, indented": (text) => (text.match(/.{1,5}/gsu) ?? []).join("\r\n    "),
  "lines of five, with blanks before their ends": (text) => (text.match(/.{1,5}/gsu) ?? []).join("  \r\n"),
  "lines of a comment": (text) => (text.match(/.{1,5}/gsu) ?? []).join("\n * "),
  "lines of a shell's comment": (text) => (text.match(/.{1,5}/gsu) ?? []).join("\n# "),
  ...Object.fromEntries(
    ["\0", "\u0007", "\u007F", "\u009B", "\u061C", "\u200B", "\u200E", "\u202E", "\u2063", "\u2069", "\uFE0F"].map(
      (sign) => [
        `with ${JSON.stringify(sign)} or the like between, U+${toHex(sign, 4)[0]}`,
        (text: string) => text.match(/.{1,3}/gsu)?.join(sign) ?? text,
      ],
    ),
  ),
  "lines of five in JSON": (text) => (text.match(/.{1,5}/gsu) ?? []).join(String.raw`\r\n`),
  "lines of quoted-printable": (text) => (text.match(/.{1,5}/gsu) ?? []).join("=\r\n"),
  "lines of HTML": (text) => (text.match(/.{1,5}/gsu) ?? []).join("<br>\n"),
  "percent in JSON in HTML": (text) => spellEach(unicode(percent(text)), (code) => `&#${code};`),
  "each character in another way": (text) =>
    Array.from(text, (one, at) =>
      [percent, unicode, (single: string) => `&#x${single.codePointAt(0)?.toString(16)};`][at % 3]?.(one),
    ).join(""),
  ...Object.fromEntries(
    ["", "a", "ab"].flatMap((before) =>
      (["base64", "base64url"] as const).map((encoding) => [
        `${encoding} behind ${before.length} bytes`,
        (text: string) => Buffer.from(`${before}${text}ab`).toString(encoding),
      ]),
    ),
  ),
};

// Those of which an odd token keeps every character.
const exact = Object.entries(spellings).filter(([name]) => !/letters|hex|base64|lines/.test(name));

/** Characters of the vendor's tokens. */
const plainToken = fc.string({
  unit: fc.constantFrom(...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")),
  minLength: 8,
  maxLength: 64,
});
const anyToken = fc.string({
  unit: fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    fc.constantFrom(...Array.from("%&+/='\\<")),
  ),
  minLength: 8,
  maxLength: 40,
});

describe.each(Object.entries(spellings))("spelled as %s", (name, spell) => {
  test("a token of the vendor's form leaves nothing but a mark", () => {
    const redacted = createRedactor(token)(`before, ${spell(token)} after`);
    // Of base64, the first and the last characters also hold what stands beside the token.
    const beside = name.startsWith("base64") ? String.raw`[\w+/=%-]{0,8}\s*` : "";
    expect(redacted).toMatch(new RegExp(String.raw`^before, ${beside}\[token\]${beside} after$`));
  });

  test("so does any run of eight characters or more of it", () => {
    fc.assert(
      fc.property(plainToken, fc.nat(), fc.nat(), (any, start, length) => {
        const at = start % (any.length - 7);
        const cut = any.slice(at, at + 8 + (length % (any.length - at - 7)));
        const redacted = createRedactor(any)(` ${spell(cut)} `);
        expect(redacted).toContain("[token]");
        expect(redacted.toLowerCase()).not.toContain(spell(cut).toLowerCase());
      }),
    );
  });
});

test.each(exact)("a token of odd characters is found as %s", (_, spell) => {
  expect(createRedactor(odd)(`before, ${spell(odd)} after`)).toBe("before, [token] after");
});

test("HTML's names are known", () => {
  const named = odd.replaceAll("&", "&amp;").replaceAll("<", "&LT;").replaceAll("/", "&sol;").replaceAll("+", "&plus;");
  expect(createRedactor(odd)(`before ${named.replaceAll('"', "&quot;")} after`)).toBe("before [token] after");
});

test("no text holds a token any more, whatever the token and the text around it are", () => {
  fc.assert(
    fc.property(anyToken, fc.string(), (any, around) => {
      fc.pre(!any.includes("[token]"));
      expect(createRedactor(any)(`${around}${any}${around}`)).not.toContain(any);
    }),
    { numRuns: 1000 },
  );
});

test.each(exact)("any token is found as %s", (_, spell) => {
  fc.assert(
    fc.property(anyToken, (any) => {
      fc.pre(any.isWellFormed());
      expect(createRedactor(any)(` ${spell(any)} `)).not.toContain(` ${spell(any)} `);
    }),
  );
});

test("a text without eight characters of the token in a row comes back as it is", () => {
  fc.assert(
    fc.property(plainToken, fc.string({ unit: "binary", maxLength: 500 }), (any, text) => {
      // both may be made of the same names, such as isPrototypeOf
      fc.pre(
        !Array.from(any, (_, index) => any.slice(index, index + 8)).some(
          (piece) => piece.length === 8 && text.includes(piece),
        ),
      );
      expect(createRedactor(any)(text)).toBe(text);
    }),
    { numRuns: 500 },
  );
  const text = `id 7048929565493690398 and ${token.slice(0, 7)} and ${token.slice(5, 12)} 100% <b>&amp;</b> \\n C:\\new`;
  expect(createRedactor(token)(text)).toBe(text);
});

test("exactly the runs of eight characters are taken out, wherever they begin and overlap", () => {
  const letters = fc.constantFrom("a", "b", "c");
  const slice = fc.record({ from: fc.nat(14), length: fc.integer({ min: 6, max: 14 }) });
  const noise = fc.string({ unit: letters, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.string({ unit: letters, minLength: 8, maxLength: 14 }),
      fc.array(fc.oneof(slice, noise, fc.constant("x")), { maxLength: 12 }),
      (any, parts) => {
        const text = parts
          .map((part) => (typeof part === "string" ? part : any.slice(part.from % 7, (part.from % 7) + part.length)))
          .join("");
        const covered = Array.from(text, () => false);
        for (let at = 0; at + 8 <= text.length; at += 1) {
          if (any.includes(text.slice(at, at + 8))) covered.fill(true, at, at + 8);
        }
        const expected = Array.from(text, (one, at) => (covered[at] ? "#" : one)).join("");
        expect(createRedactor(any, "#")(text)).toBe(expected.replaceAll(/#+/g, "#"));
      },
    ),
    { numRuns: 2000 },
  );
});

test.each(["t", "ab", "a.*", "[x]", "\\\\\\", "seven.7"])("a short token is found as a whole: %s", (short) => {
  const redact = createRedactor(short, "[]");
  expect(redact(`1${short}2${percent(short)}3${unicode(short)}4`)).toBe("1[]2[]3[]4");
  expect(redact("1=2")).toBe("1=2");
});

test("an empty token is nowhere", () => {
  expect(createRedactor("")("some text\n%41")).toBe("some text\n%41");
});

const longText = (piece: string): string => piece.repeat(Math.ceil((1 << 18) / piece.length));
const hostile: readonly [string, string, string][] = [
  ["30 backslashes against a text of them", "\\".repeat(30), longText("\\")],
  ["metacharacters against a text of them", "(a+)+$[^|]*?{9,}".repeat(2), longText("(a+)+$[^|]*?{9,")],
  ["one character against a text of it", "a", longText("a")],
  ["4 KiB against a text of them", "ab".repeat(2048), longText("ab")],
  ["4 KiB against a text that nearly is it", `${"a".repeat(4095)}b`, longText(`${"a".repeat(7)}c`)],
  ["percent signs", token, longText("%25")],
  ["the beginnings of UTF-8", token, longText("%c3")],
  ["ampersands", token, longText("&amp;")],
  ["zeros of a number", token, `&#x${"0".repeat(1 << 18)}`],
  ["zeros of a number in braces", token, longText(`\\u{${"0".repeat(1000)}`)],
  ["white space", token, longText(" ")],
  ["line ends", token, longText("=\r\n >")],
  ["controls", token, longText("\0")],
  ["blanks before line ends", token, longText("     \n")],
  ["escaped line ends", token, longText("\\n")],
];

test.each(hostile)("the work is in proportion to the text: %s", (_, secret, text) => {
  const redact = createRedactor(secret);
  const has = vi.spyOn(Set.prototype, "has");
  redact(text);
  // Twice for the layers, each at least a character shorter for every two, and at most five lengths a character.
  expect(has.mock.calls.length).toBeLessThan(7 * 5 * text.length);
  has.mockRestore();
});
