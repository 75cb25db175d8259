import { formatCanonicalJson, isJsonObject, type JsonValue } from "@just-one/document";
import { compilePattern } from "./compile-pattern.ts";
import type { Comparable, Operator, Query, Test } from "./query.ts";

type Find = (query: Query) => readonly { value: JsonValue }[];

/** Says whether a test holds; `find` finds what its queries name. */
export function judgeTest(test: Test, find: Find): boolean {
  switch (test.kind) {
    case "or":
      return test.tests.some((one) => judgeTest(one, find));
    case "and":
      return test.tests.every((one) => judgeTest(one, find));
    case "not":
      return !judgeTest(test.test, find);
    case "exists":
      return find(test.query).length > 0;
    case "compare":
      return compare(evaluate(test.left, find), test.operator, evaluate(test.right, find));
    case "match": {
      const [text, pattern] = [evaluate(test.text, find), evaluate(test.pattern, find)];
      if (typeof text !== "string" || typeof pattern !== "string") return false;
      return compilePattern(pattern, test.isWhole).test(text);
    }
  }
}

/** Undefined is nothing. */
function evaluate(comparable: Comparable, find: Find): JsonValue | undefined {
  switch (comparable.kind) {
    case "literal":
      return comparable.value;
    case "count":
      return find(comparable.query).length;
    case "value": {
      const [only, ...others] = find(comparable.query);
      return others.length > 0 ? undefined : only?.value;
    }
    case "length": {
      const value = evaluate(comparable.of, find);
      // A character is one, however many units it takes.
      if (typeof value === "string" || Array.isArray(value)) return Array.from(value).length;
      return isJsonObject(value) ? Object.keys(value).length : undefined;
    }
  }
}

type Operand = JsonValue | undefined;

function compare(one: Operand, operator: Operator, other: Operand): boolean {
  switch (operator) {
    case "==":
      return isEqual(one, other);
    case "!=":
      return !isEqual(one, other);
    case "<":
      return isLess(one, other);
    case ">":
      return isLess(other, one);
    case "<=":
      return isLess(one, other) || isEqual(one, other);
    case ">=":
      return isLess(other, one) || isEqual(one, other);
  }
}

function isEqual(one: Operand, other: Operand): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (isNumber(one) && isNumber(other)) return !(one < other) && !(one > other);
  return formatCanonicalJson(one) === formatCanonicalJson(other);
}

function isLess(one: Operand, other: Operand): boolean {
  if (isNumber(one) && isNumber(other)) return one < other;
  return typeof one === "string" && typeof other === "string" && isTextLess(one, other);
}

/** By characters, where JavaScript compares halves of them. */
function isTextLess(one: string, other: string): boolean {
  const [ones, others] = [Array.from(one), Array.from(other)];
  const index = ones.findIndex((character, place) => character !== others[place]);
  if (index === -1) return ones.length < others.length;
  return (ones[index]?.codePointAt(0) ?? 0) < (others[index]?.codePointAt(0) ?? -1);
}

function isNumber(value: Operand): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}
