import { array, assert, constantFrom, property, string, stringMatching, tuple } from "fast-check";
import { expect, test } from "vitest";
import { isRoundedId, parseIds } from "../page/src/ids/parse-ids.ts";

test("ids are found whatever stands between them, each once, in the order given", () => {
  const id = stringMatching(/^[0-9]{1,32}$/);
  const separator = constantFrom(" ", "\n", "\r\n", "\t", ",", "，", "、", ";", "；", "|", "\u200B", " , ");
  assert(
    property(array(tuple(id, separator)), (pairs) => {
      const { ids, duplicates, refused } = parseIds(pairs.flat().join(""));
      const given = pairs.map(([each]) => each);
      expect(ids).toEqual([...new Set(given)]);
      expect(duplicates).toBe(given.length - ids.length);
      expect(refused).toEqual([]);
    }),
  );
});

test("whatever is pasted, what is no id is shown and not taken for one", () => {
  assert(
    property(string({ unit: "grapheme" }), (text) => {
      const { ids, refused } = parseIds(text);
      for (const id of ids) expect(id).toMatch(/^\d{1,32}$/);
      for (const word of refused) expect(word).not.toMatch(/^\d{1,32}$/);
    }),
  );
});

test("an id that a spreadsheet keeps as text is an id", () => {
  expect(parseIds('="7048929565493690398"').ids).toEqual(["7048929565493690398"]);
});

test("an id that a spreadsheet rounded is refused and told from other nonsense", () => {
  expect(parseIds("7.04893E+18 hello").refused.filter(isRoundedId)).toEqual(["7.04893E+18"]);
});
