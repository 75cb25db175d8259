import { query } from "json-p3";
import type { JsonObject, JsonValue } from "@just-one/document";
import { describe, expect, test } from "vitest";
import { findNodes } from "../src/json-path/find-nodes.ts";
import { parseQuery } from "../src/json-path/parse-query.ts";

const lists: JsonObject = {
  a: [{ b: 1, c: "x" }, { b: 2, c: "yz" }, { b: 3 }, { c: null }, { b: [1, 2, 3] }],
  list: [0, 1, 2, 3, 4, 5],
  deep: { deep: { deep: { v: 1 } } },
  texts: ["axyz", "a", "b", "xb", "a.b", "AB", "a\nb", "é", ""],
  名: { キー: 1, "😀": [1] },
  k: 2,
};
const paths: JsonObject = {
  paths: {
    "/a/b": {
      get: {
        tags: ["x"],
        parameters: [
          { name: "p", in: "query", required: true },
          { name: "token", in: "query" },
          { name: "q", in: "path", required: true, schema: { type: "string", enum: ["a", "b"] } },
        ],
        "x-hidden": false,
      },
    },
    "/c/{id}": { post: { tags: [], deprecated: true, parameters: [] } },
  },
  "a.b": 1,
  "it's": 2,
  'q"': 3,
  "": 4,
  "-1": 5,
  "0": 6,
  k: "p",
};
const mixed: JsonValue = [
  [1, 2, [3, 4]],
  { a: {}, b: [], c: "", d: 0, e: false, f: null },
  "text",
  1.5,
  1000,
  true,
  null,
  [[]],
  { a: { a: { a: 1 } } },
];

function select(document: JsonValue, target: string): JsonValue[] {
  return findNodes(document, parseQuery(target)).map(({ value }) => value);
}

const paths9535 = [
  ..."$ $.a $.a[*] $.a[*].b $..b $..* $..[*] $.list[0] $.list[-1] $.list[-7] $.list[10] $.list[1:3] $.list[::2]".split(
    " ",
  ),
  ..."$.list[::-1] $.list[4:1:-2] $.list[-2:] $.list[:-2] $.list[-3:-1] $.list[1:100] $.list[100:1:-1] $.list[::0]".split(
    " ",
  ),
  ..."$.list[3:1] $.list[:] $.list[-100:2] $.list[2:-100:-1] $.list[0,0] $.list[5,0,3] $.list[1:3,0:2]".split(" "),
  ..."$.a[?@.b] $.a[?!@.b] $.a[?@.b==1] $.a[?@.b!=1] $.a[?@.c==null] $.a[?@.b>=2] $.a[?@.b==@.c] $.a[?@.b==$.k]".split(
    " ",
  ),
  ..."$..deep $..deep.v $.deep..v $..['deep','v'] $['a','a'][0] $['list','list'][0] $.名.キー $['名']['😀'][0] $..😀".split(
    " ",
  ),
  ..."$['a.b'] $['-1'] $['0'] $[''] $..parameters[0,-1] $..enum[::-1] $[0][2][0] $[0]..[0] $[*][0] $[?@] $[-1].a".split(
    " ",
  ),
  ..."$[0,1,0] $[1:3,0] $[::-3] $[?@.a] $[?!@.a] $[?@.a.a.a==1] $[?@==1.5] $[?@==1e3] $[?@==1.0E3] $[?@==true]".split(
    " ",
  ),
  ..."$[?@<2] $[?@<='z'] $[?1==1] $[?'a'<'b'] $.list[?@>2] $.list[?@>2,0,?@<1] $[?count(@[*])>2] $[?count(@..a)==3]".split(
    " ",
  ),
  ..."$.a[?length(@.c)==2] $.a[?length(@.b)==3] $.a[?length(@)==2] $.a[?count(@..*)>2] $.a[?value(@..b)==1]".split(" "),
  ..."$[?value(@..a)==1] $[1][?length(@)==0] $.texts[?match(@,'a|b')] $.texts[?match(@,'a.b')] $.texts[?match(@,'.')]".split(
    " ",
  ),
  ..."$.texts[?match(@,'[a-z]+')] $.texts[?search(@,'a|b')] $.texts[?search(@,'a{1,2}')] $.texts[?match(@,'(a|x).*')]".split(
    " ",
  ),
  ..."$.paths['/a/b'].get $.paths[*][*] $.paths[*][?@.deprecated==true] $.paths[*][?@.tags[0]=='x']".split(" "),
  ..."$.paths[*][?length(@.tags)==0] $.paths.*.*.parameters[?@.name=='token'] $.paths[*][?@['x-hidden']==false]".split(
    " ",
  ),
  ..."$..parameters[?@.schema.enum[?@=='a']] $..parameters[?@.name==$.k] $..[?@.name] $[?$[2]=='text']".split(" "),
  "$['it\\'s']",
  '$["it\'s"]',
  "$['q\"']",
  '$["\\u540d"]["\\ud83d\\uDE00"]',
  "$.a[?@.b < 3 && @.c]",
  "$.a[?@.b == 1 || @.c == 'x']",
  "$.a[?(@.b == 1 || @.b == 2) && @.c == 'x']",
  "$.a[?!(@.b == 1)]",
  "$.a[?@.b && @.c && @.b == 1]",
  "$.a[?@.b == 1 || @.b == 2 && @.c == 'x' || @.b == 3]",
  "$..parameters[?@.in == 'query' && @.required]",
  "$[?@[0] == 1 && @[1] == 2]",
  "$.texts[?match(@, '\\\\p{L}+')]",
  "$ .a [ 0 , 1 ]",
  "$.list[1 : 5 : 2]",
];

test.each(paths9535)("%s selects what another implementation of RFC 9535 selects, in its order", (target) => {
  for (const document of [lists, paths, mixed]) {
    // Safe: there is no long integer in them, which that one does not know.
    expect(select(document, target)).toEqual(query(target, document as Parameters<typeof query>[1]).values());
  }
});

describe("where other implementations are wrong:", () => {
  test.each<[what: string, target: string, document: JsonValue, selected: JsonValue[]]>([
    ["$ is the document within filters of filters, too", "$.a[?@.b[?@ == $.k]].b", lists, [[1, 2, 3]]],
    ["a character outside of the BMP has length 1", "$[?length(@) == 1]", ["😀", "ab", "c"], ["😀", "c"]],
    ["text is ordered by characters", "$[?@ > '\\uFFFE']", ["\uFFFF", "😀", "a"], ["\uFFFF", "😀"]],
    ["match() is about the whole text, whichever alternative", "$[?match(@, 'a|b')]", ["a", "ax", "xb"], ["a"]],
    ["nor does ^ change that", "$[?match(@, '^a')]", ["a", "ax"], ["a"]],
    ["zero has a fraction", "$[?@ == 0.0]", [0, 1], [0]],
    ["minus zero is zero", "$[?@ == -0]", [0, 1], [0]],
    ["a name that every object has is none", "$['constructor', '__proto__', 'toString']", {}, []],
    [
      "integers past 2^53 are compared to the last digit",
      "$[?@ == 9007199254740993 || @ < -9007199254740992]",
      [9_007_199_254_740_992, 9_007_199_254_740_993n, -9_007_199_254_740_993n],
      [9_007_199_254_740_993n, -9_007_199_254_740_993n],
    ],
    ["a long integer is like any number", "$[?@ > 1.5 && @ != 'x']", [1, 2, 2n ** 64n], [2, 2n ** 64n]],
    [
      "objects are equal whatever the order",
      "$[?@ == $[1]]",
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
    ],
  ])("%s", (_what, target, document, selected) => {
    expect(select(document, target)).toEqual(selected);
  });
});

test("nesting without end is refused", () => {
  for (const endless of ["[?(", "[?@", "[?length("]) {
    expect(() => parseQuery(`$${endless}${endless.slice(2).repeat(100_000)}`)).toThrow(/RFC 9535: [^\n]*$/u);
    expect(() => parseQuery(`$${endless.repeat(100_000)}`)).toThrow(/RFC 9535: [^\n]*$/u);
  }
});

test("a path may be as long as it takes", () => {
  const names = Array.from({ length: 5_000 }, (_value, index) => `'n${index}'`);
  expect(select({ n0: 1, n4999: 2 }, `$[${names.join(", ")}]`)).toEqual([1, 2]);
  expect(select([{ n1: 1 }, {}], `$[?${names.map((name) => `@[${name}]`).join(" || ")}]`)).toEqual([{ n1: 1 }]);
});

test.each([
  ..."a.b $a $.a. $.a.. $.. $* $[] $.a[] $.a[,] $.a[0,] $.a[?] $.a[?()] $.a[b] $.'a' $.-a $.a-b $.$a $.a^ $.a~ $[~]".split(
    " ",
  ),
  ..."$.a[*]~ $.a[01] $.a[-0] $.a[1.0] $.a[0x1] $[1:2:3:4] $.list.length() $.a[(@.length-1)] $.list[9007199254740992]".split(
    " ",
  ),
  ..."$.a[?@.b=1] $.a[?@.b===1] $.a[?@.b=~/x/] $.a[?@.b==01] $.a[?@.b==.5] $.a[?@.b==1.] $.a[?@.b==+1] $.a[?true]".split(
    " ",
  ),
  ..."$.a[?1] $.a[?'x'] $.a[?!1] $.a[?!!@.b] $.a[?!@.b==1] $.a[?@.b==TRUE] $.a[?(@.b)==1] $.a[?@.b==(1)] $.a[?(@.b]".split(
    " ",
  ),
  ..."$.a[?@.*==1] $.a[?@..b==1] $.a[?@[0,1]==1] $.a[?@.b==[1]] $.a[?@.b=={}] $.a[?foo(@.b)] $.a[?length(@.b)]".split(
    " ",
  ),
  ..."$.a[?length(@.b,1)==1] $.a[?length(@.*)==1] $.a[?count(1)==1] $.a[?count()==1] $.a[?match(@.c)] $.a[?value(@..b)]".split(
    " ",
  ),
  ..."$.a[?match(@.c,'x')==true] $.a[?match(@.c,'(a')] $.a[?!search(@.c,'a**')] $.a[?search(@.c,'\\\\d')] $['\\ud800']".split(
    " ",
  ),
  ..."$.a[?match(@.c,'(?:a|b)')] $.a[?match(@.c,'(?i)a')] $.a[?search(@.c,'(x)\\\\1')] $.a[?search(@.c,'[]')]".split(
    " ",
  ),
  "$.a[?@.b in [1]]",
  "$.a[?@.b == 1 and @.c]",
  "$.a[?length (@.c) == 1]",
  "$. a",
  " $.a",
  "$.a ",
  "$['a'",
  "$['a\\x']",
  "$['\t']",
])("%s is refused, whatever the document, and selects nothing in silence", (target) => {
  expect(() => parseQuery(target)).toThrow(/^[^\n]*RFC 9(?:535|485)[^\n]*$/u);
});
