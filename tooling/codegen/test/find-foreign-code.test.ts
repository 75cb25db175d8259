import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findForeignCode } from "../src/find-foreign-code.ts";
import { findByParsing } from "./support/find-by-parsing.ts";

const allowed = { imports: ["./schema.ts"], calls: ["createValidator"] };

describe("what a generated file may not hold", () => {
  test.each([
    ["a call", "globalThis.hacked();"],
    ["a call where a value stands", "const a = hacked();"],
    ["a call of ours with something else than a constant", 'const a = createValidator("x", hacked());'],
    ["a call of ours with a name of somebody else's", 'const a = createValidator("x", globalThis);'],
    ["a call in a list", "export const a = [1, Reflect.set(globalThis, 'hacked', 1)];"],
    ["a call in a key", "const a = { [hacked()]: 1 };"],
    ["a call in a type's key", "interface A { [hacked()]: 1 }"],
    ["a getter", "const a = { get b() { return 1; } };"],
    ["a method", "const a = { b() {} };"],
    ["a spread", "const a = { ...globalThis };"],
    ["a shorthand", "const a = { process };"],
    ["a prototype", "const a = { __proto__: null };"],
    ["a quoted prototype", 'const a = { "__proto__": null };'],
    ["a name of somebody else's", "const a = process;"],
    ["a member", "const a = [1]; const b = a.length;"],
    ["a template", "const a = `x`;"],
    ["a template with a value", "const a = `${1}`;"],
    ["a pattern", "const a = /x/;"],
    ["a function", "function a() {}"],
    ["an arrow with a body", "const b = 1; const a = () => { b; };"],
    ["an arrow with a call", "const a = () => hacked();"],
    ["an arrow with a parameter", "const b = 1; const a = (c = hacked()) => b;"],
    ["a class", "class A { static { hacked(); } }"],
    ["an enum", "export enum A { b = hacked() }"],
    ["a namespace", "namespace A { hacked(); }"],
    ["a variable that changes", "let a = 1;"],
    ["a destructuring", "const { a } = { a: 1 };"],
    ["an operator", "const a = 1 + 1;"],
    ["a condition", "const a = true ? 1 : 2;"],
    ["a cast", "const a = <string>1;"],
    ["a cast with as", "const a = 1 as string;"],
    ["an import of values", 'import { a } from "./schema.ts";'],
    ["an import of effects", 'import "./schema.ts";'],
    ["an import of types from elsewhere", 'import type { a } from "https://example.com/x.ts";'],
    ["an import with attributes", 'import type { a } from "./schema.ts" with { "resolution-mode": "import" };'],
    ["an import in a type", 'type A = import("node:fs").Stats;'],
    ["a re-export", 'export * from "node:fs";'],
    ["a default", "export default 1;"],
    ["a query of a type", "type A = typeof globalThis;"],
    ["a template in a type", "type A = `${string}`;"],
    ["a declaration for everybody", "declare global { interface A {} }"],
    ["a reference to a file", '/// <reference path="x.d.ts" />\ntype A = 1;'],
    ["a switch for the compiler", "// @ts-nocheck\ntype A = 1;"],
    ["an error of grammar", "const a = ;"],
    ["a comment without an end", "type A = 1; /* x"],
    ["an empty statement", ";"],
    ["a block", "{ }"],
    ["a debugger", "debugger;"],
    ["a mark of direction in a comment", "/* \u202E */ type A = 1;"],
    ["a control in text", 'const a = "\u0001";'],
    ["a line separator", "type A = 1;\u2028"],
    ["a tab", "type A =\t1;"],
    ["an arrow that names a module's type", 'const b = 1; const a = (): import("node:fs") => b;'],
    ["an arrow with a type of its own", "const b = 1; const a = <T extends typeof process>() => b;"],
    ["a call with types", 'const b = 1; const a = createValidator<typeof process>("x", b);'],
    ["two constants of one name", "const a = 1; const a = 2;"],
    ["two constants of one name at once", "const a = 1, a = 2;"],
    ["two types of one name", "type A = 1; interface A {}"],
    ["a word on a line of its own", "type\nA = 1;"],
    ["a list on a line of its own", 'type A = string\n["x"];'],
    ["an interface that adds to another", "interface A { a: 1 } interface A { b: 1 }"],
  ])("%s", (_name, text) => {
    expect(findForeignCode(`type First = 1;\n${text}`, allowed) ?? findForeignCode(text, allowed)).toBeDefined();
  });

  test("is named with its line and column", () => {
    expect(findForeignCode("type A = 1;\n\n  hacked( 1 );\n", allowed)).toEqual({
      line: 3,
      column: 3,
      what: "`hacked( 1 );`",
    });
  });

  test("nor another beginning than ours, nor the function of ours where it has none", () => {
    // Already what the file begins with is no token.
    expect(findForeignCode("07;", {})).toEqual({ line: 1, column: 1, what: "`07;`" });
    expect(findForeignCode("evil();\ntype A = 1;", { prefix: "function a() {}\n" })).toBeDefined();
    expect(findForeignCode('const $A = {}; const a = createValidator("x", $A);', {})).toBeDefined();
    for (const again of ["const a = 1;", "interface B {}"])
      expect(
        findForeignCode(`function a() {}\ntype B = 1;\n${again}`, { prefix: "function a() {}\ntype B = 1;\n" }),
      ).toBeDefined();
  });
});

const prefix = "// ours\nexport function createValidator() { return globalThis; }\n";
const good = `${prefix}import type { components } from "./schema.ts";
/** A comment with code in it: hacked() */
export type A = readonly ("x" | -1 | null | true)[] | Record<string, never>;
export interface B { readonly "a/b"?: components["schemas"]["X"] & (number | bigint | undefined); [key: string]: unknown }
const $A: DataSchema = { type: ["x"], ["__proto__"]: {}, "a b": -1, ref: () => $A, enum: [null, true, 1e+21] };
export const a: Validator = /* @__PURE__ */ createValidator("GET /a", $A);
export const all: readonly Validator[] = [
  a,
];
`;

test("types, literals, constants of the file and imports of ours pass", () => {
  expect(findForeignCode(good, { ...allowed, prefix })).toBeUndefined();
});

// Whole tokens and halves of them, with all that means something else on another line or beside another sign.
const pieces = [
  ..."{}[]()<>;:,.=|&-+?!/*\\`'\"#@\n 1aA$".split(""),
  ..."=> ?. ** // /* */ /** <!-- --> ++ -- ... ?? 0x1 1n 07 .5 1. e1 type\n readonly\n const\n interface\n".split(" "),
  ..." type interface const let import export typeof keyof await async new this void yield get set in of as is".split(
    /(?= )/u,
  ),
  "\n[hacked()]",
  "(hacked)",
  "= hacked()",
  "${hacked()}",
  "/// <reference path='x' />",
  "// @ts-nocheck\n",
  String.raw`\u0061`,
  String.raw`\u002a/`,
  "__proto__",
];

test("what passes is nothing else to the compiler's parser, however it is damaged", () => {
  let seed = 1;
  const pick = (end: number): number => (seed = (seed * 48_271) % 0x7f_ff_ff_ff) % end;
  const passed: string[] = [];
  for (let round = 0; round < 1000; round += 1) {
    let text = good.slice(prefix.length);
    for (let edits = 1 + pick(3); edits > 0; edits -= 1) {
      const [at, length] = [pick(text.length + 1), [0, 0, 1, 1, 2, 9][pick(6)] ?? 0];
      text = text.slice(0, at) + (pick(4) === 0 ? "" : (pieces[pick(pieces.length)] ?? "")) + text.slice(at + length);
    }
    text = prefix + text;
    if (findForeignCode(text, { ...allowed, prefix }) === undefined) passed.push(text);
  }
  expect(passed.length).toBeGreaterThan(50);
  expect(passed.filter((text) => findByParsing(text, { ...allowed, prefix }) !== undefined)).toEqual([]);
});

test.each(["schema", "operations"])("the project's own %s.ts passes", (name) => {
  const path = new URL(`../../../packages/api/src/generated/${name}.ts`, import.meta.url);
  expect(findForeignCode(readFileSync(fileURLToPath(path), "utf8"), allowed)).toBeUndefined();
});
