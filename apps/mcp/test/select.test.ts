import { expect, test } from "vitest";
import { presentReply } from "../src/results/present.ts";
import { checkSelect, selectFrom } from "../src/results/select.ts";
import { ToolError } from "../src/results/tool-error.ts";

function select(data: unknown, expression: string): unknown {
  return selectFrom(data, expression, { reply: undefined });
}

/** What is said where an expression is refused, and the value where it is not. */
function say(data: unknown, expression: string): unknown {
  try {
    return select(data, expression);
  } catch (error) {
    if (error instanceof ToolError && error.facts.error === "select") return error.facts.say;
    throw error;
  }
}

function nest(depth: number): unknown {
  return JSON.parse(`${'{"a":['.repeat(depth / 2)}"x"${"]}".repeat(depth / 2)}`);
}

const people = [
  { name: "Bo", age: 30, tags: ["b", "a"], home: { city: "Rome" } },
  { name: "Al", age: 20, tags: [], home: null },
  { name: "Cy", tags: ["c"], "e-mail": "cy@example.org" },
];

test.each<readonly [string, unknown]>([
  ["[0].name", "Bo"],
  ["[-1].name", "Cy"],
  ["[].name", ["Bo", "Al", "Cy"]],
  ["[*].age", [30, 20]],
  ["[?age > `25`].name", ["Bo"]],
  ["[?age > `25` || !age].name | [1]", "Cy"],
  ["[?tags && home.city == 'Rome'].name", ["Bo"]],
  ["[:2].name", ["Bo", "Al"]],
  ["[::-1].name", ["Cy", "Al", "Bo"]],
  ["[].tags[]", ["b", "a", "c"]],
  ["[].tags[0]", ["b", "c"]],
  ["[*].[name, age] | [0]", ["Bo", 30]],
  ["[0].{n: name, c: home.city, none: x.y.z}", { n: "Bo", c: "Rome", none: null }],
  ['[2]."e-mail"', "cy@example.org"],
  ["[0].home.*", ["Rome"]],
  ["sort_by([?age], &age)[].name", ["Al", "Bo"]],
  ["max_by([?age], &age).name", "Bo"],
  ["map(&length(name), @)", [2, 2, 2]],
  ["join(', ', [].name)", "Bo, Al, Cy"],
  ["length(@)", 3],
  ["to_string([1].home)", "null"],
  ["[].not_null(age, home, name)", [30, 20, "Cy"]],
  ["sum([].age) && avg([].age)", 25],
  ["reverse(sort([].name))", ["Cy", "Bo", "Al"]],
  ["merge({a: `1`}, {b: `2`}, {a: `3`})", { a: 3, b: 2 }],
  ["contains([0].tags, 'a') && starts_with([0].name, 'B')", true],
  ["keys([0].home)", ["city"]],
  ["[0].name == `Bo`", true],
  ["x", null],
])("%s is read as JMESPath says", (expression, expected) => {
  expect(select(people, expression)).toEqual(expected);
});

test.each(["constructor", "toString.name", "__proto__", "[].length", "hasOwnProperty"])(
  "%s is a field like any other, which replies may or may not have",
  (expression) => {
    expect(select({}, expression)).toBeNull();
    const json = `{"${expression}":"there"}`;
    expect(select(JSON.parse(json), `"${expression}"`)).toBe("there");
    expect(JSON.stringify(select({ a: "there" }, `{"${expression}": a}`))).toBe(json);
  },
);

test.each([1000, 60_000])("whatever walks through a reply nested %d deep goes to its end", (depth) => {
  const data = { deep: nest(depth), same: nest(depth) };
  expect(select(data, "to_string(deep)")).toBe(`${'{"a":['.repeat(depth / 2)}"x"${"]}".repeat(depth / 2)}`);
  expect(select(data, "deep == same")).toBe(true);
  expect(select(data, "contains([same], deep)")).toBe(true);
  expect(select(data, "length(to_string(@))")).toBeGreaterThan(depth * 6);
});

test("lists of hundreds of thousands are read to the last", () => {
  const list = Array.from({ length: 150_000 }, (_, at) => at);
  expect(select({ list }, "[max(list), min(list), sum(list), length(list), sort_by(list, &@)[-1]]")).toEqual([
    149_999, 0, 11_249_925_000, 150_000, 149_999,
  ]);
  expect(select({ list: [list, list] }, "length(list[])")).toBe(300_000);
});

// Each makes twice or ten times as much of what the part before it made.
test.each<readonly [string, string]>([
  ["lists in lists", "[@,@]|".repeat(140)],
  ["objects in objects", "{a:@,b:@}|".repeat(90)],
  ["longer lists", "[@,@][]|".repeat(110)],
  ["longer lists of each", "[*].[@,@,@,@,@][]|".repeat(50)],
  ["what is equal", `${"[@,@]|".repeat(60)}[@,@]|[0]==[1]|`],
  ["what is contained", `${"[@,@]|".repeat(60)}contains([@], @)|`],
  ["texts", "join('',[to_string(@),to_string(@)])|".repeat(26)],
  ["texts in texts", "to_string([@])|".repeat(60)],
  ["glue", "join(to_string(@),[*].to_string(@))|".repeat(26)],
  ["lists that are sorted", "sort_by([@,@][],&to_string(@))|".repeat(30)],
  ["objects that are merged", "[@,@,@,@]|".repeat(90)],
])("what makes ever more (%s) is refused in words", (_name, expression) => {
  const list = Array.from({ length: 2000 }, (_, at) => ({ id: `made up ${at}`, tags: ["a", "b"] }));
  const whole = `${expression}@`.slice(-1000).replace(/^[^|]*\|/, "");
  expect(say(list, whole)).toMatch(/makes too much: take fewer fields/);
});

test("a reply of many bytes may be read as often as a fair expression reads it", () => {
  const json = JSON.stringify(Array.from({ length: 8000 }, (_, at) => ({ id: `${at}`, text: "x".repeat(1000), at })));
  const fields = Array.from({ length: 20 }, (_, at) => `f${at}: at`).join();
  for (const expression of ["@", `[].{${fields}} | [0]`, "sort_by(@, &text)[-1]", "[?contains(text, 'xy')]"]) {
    const view = { head: { reply: "r_1" }, json, select: expression };
    expect(presentReply(view)).toMatchObject({ bytes: json.length });
  }
});

test.each<readonly [string, RegExp]>([
  ["", /its end cannot stand there/],
  ["a.", /behind a point, at character 3/],
  ["[a b]", /\] is missing before b, at character 4/],
  ["'open", /does not end, at character 1/],
  ["a = 'b'", /no meaning.*character 3/],
  ["(a", /\) is missing/],
  ["a[::0]", /step that is not 0/],
  ["&a", /& cannot stand there/],
  ["lenght(@)", /you may mean length\(\)/],
  ["xyzzy(@)", /no function xyzzy\(\); there are abs, /],
  ["length()", /takes 1, and is given 0/],
  ["`7048929565493690398`", /loses its last digits: write it in '…'/],
  ["[?id==`[7048929565493690398]`]", /loses its last digits/],
])("%s is refused before anything is paid for, and the place is named", (expression, said) => {
  expect(() => checkSelect(expression)).toThrow(said);
});

test.each<readonly [string, RegExp]>([
  ["length(none)", /length\(\) takes array or object or string, not null: give it another/],
  ["sort_by(list, &none)", /orders by numbers or by texts, not by null: leave out/],
  ["sum(list[].count)", /sum\(\) takes array\[number\], not of other items/],
  ["list[?count > `5`]", /a text on one side: use to_number\(\)/],
  ["list[?count > '5']", /a text on one side: use to_number\(\)/],
  ["to_number(list[0].id)", /lose the last digits/],
  ["map(name, list)", /map\(\) takes expression, not null/],
])("%s is refused in words, and not answered with nothing", (expression, said) => {
  checkSelect(expression);
  expect(say({ list: [{ count: "30", id: "7048929565493690398" }] }, expression)).toMatch(said);
});
