import type { Scale } from "./create-scale.ts";
import { isObject } from "./kinds.ts";
import { SelectError } from "./select-error.ts";

/** Whether two values are the same to the last leaf, however deep they are. */
export function isEqual(one: unknown, other: unknown, scale: Scale): boolean {
  const open: (readonly [unknown, unknown])[] = [[one, other]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [left, right] = pair;
    scale.spend(8);
    if (left === right) continue;
    if (Array.isArray(left) && Array.isArray(right)) {
      if (left.length !== right.length) return false;
      for (const [at, item] of left.entries()) open.push([item, right[at]]);
    } else if (isObject(left) && isObject(right)) {
      const names = Object.keys(left);
      if (names.length !== Object.keys(right).length) return false;
      for (const name of names) {
        if (!Object.hasOwn(right, name)) return false;
        open.push([left[name], right[name]]);
      }
    } else return false;
  }
  return true;
}

const digits = /^-?\d+(?:\.\d+)?$/;

/**
 * Compares by size: numbers, and texts such as dates; of anything else nobody knows, which is `null`.
 *
 * @throws SelectError for digits in a text, which replies have for long numbers: neither order would be told to be the wrong one
 */
export function compareValues(operator: string, left: unknown, right: unknown): boolean | null {
  const texts = [left, right].filter((side) => typeof side === "string");
  const others = [left, right].filter((side) => typeof side === "number");
  if (texts.length + others.length < 2) return null;
  if (others.length === 1 || texts.some((text) => digits.test(text))) {
    if (texts.length > 0)
      throw new SelectError(`${operator} has a text on one side: use to_number() for digits in a text`);
  }
  // Safe: two numbers or two texts by now, which the language orders alike.
  const [one, other] = [left, right] as [number, number];
  switch (operator) {
    case "<":
      return one < other;
    case "<=":
      return one <= other;
    case ">":
      return one > other;
    default:
      return one >= other;
  }
}
