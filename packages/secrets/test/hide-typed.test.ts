import { expect, test } from "vitest";
import { hideTyped } from "../src/hide-typed.ts";

const typed = Array.from({ length: 5000 }, (_, index) => `zQ${index}x${(index * 7919).toString(36)}Kd8mT2`);

test("of a long list of arguments each is taken out of a message, the last one too", () => {
  for (const argument of [typed[0], typed[999], typed[1000], typed.at(-1)]) {
    expect(hideTyped(`"${argument}" is no id`, typed)).toMatch(/^".?…" is no id$/);
  }
});

test("what was typed in small letters or within something else is taken out, words and numbers stay", () => {
  expect(hideTyped("no ab3xk9mq2rt7 here", ["--key=Ab3xK9mQ2rT7"])).toBe("no … here");
  expect(
    hideTyped("no such file: ids-of-march.txt 7048929565493690398", ["ids-of-march.txt", "7048929565493690398"]),
  ).toBe("no such file: ids-of-march.txt 7048929565493690398");
});
