import { writeDeepJson } from "@just-one/encoders";
import { findNearest } from "@just-one/options/find-nearest";
import { isEqual } from "./compare-values.ts";
import type { Scale } from "./create-scale.ts";
import { nameType } from "./kinds.ts";
import { SelectError } from "./select-error.ts";

type Of = (item: unknown) => unknown;

interface SelectFunction {
  /** What each argument may be, in JMESPath's words; the last one as often as it comes, where `isOpen`. */
  readonly takes: readonly string[];
  readonly isOpen?: true;
  // Safe wherever a `run` names its types: `callFunction` has held the arguments to `takes`.
  readonly run: (given: never, scale: Scale) => unknown;
}

const functions: Readonly<Record<string, SelectFunction>> = {
  abs: { takes: ["number"], run: ([number]: readonly number[]) => Math.abs(number ?? 0) },
  avg: {
    takes: ["array[number]"],
    run: ([list = []]: readonly number[][]) => (list.length === 0 ? null : addUp(list) / list.length),
  },
  ceil: { takes: ["number"], run: ([number]: readonly number[]) => Math.ceil(number ?? 0) },
  contains: { takes: ["array|string", "any"], run: runContains },
  ends_with: { takes: ["string", "string"], run: ([text = "", end = ""]: readonly string[]) => text.endsWith(end) },
  floor: { takes: ["number"], run: ([number]: readonly number[]) => Math.floor(number ?? 0) },
  join: {
    takes: ["string", "array[string]"],
    run: ([glue, list]: readonly [string, string[]], scale) => {
      scale.spend(glue.length * list.length + scale.weigh(list));
      return list.join(glue);
    },
  },
  keys: { takes: ["object"], run: ([object = {}]: readonly object[], scale) => scale.made(Object.keys(object)) },
  length: {
    takes: ["array|object|string"],
    run: ([value]: readonly [unknown[] | string | object]) =>
      typeof value === "string" ? Array.from(value).length : Object.keys(value).length,
  },
  map: {
    takes: ["expression", "array"],
    run: ([of, list]: readonly [Of, unknown[]], scale) => scale.made(list.map((item) => of(item))),
  },
  max: { takes: ["array[number]|array[string]"], run: ([list]: readonly [Key[]]) => pick(list, list, isMore) },
  max_by: {
    takes: ["array", "expression"],
    run: ([list, of]: readonly [unknown[], Of]) => pick(list, readKeys("max_by", list, of), isMore),
  },
  merge: {
    takes: ["object"],
    isOpen: true,
    run: (objects: readonly object[], scale) =>
      scale.made(Object.fromEntries(objects.flatMap((one) => Object.entries(one)))),
  },
  min: { takes: ["array[number]|array[string]"], run: ([list]: readonly [Key[]]) => pick(list, list, isLess) },
  min_by: {
    takes: ["array", "expression"],
    run: ([list, of]: readonly [unknown[], Of]) => pick(list, readKeys("min_by", list, of), isLess),
  },
  not_null: {
    takes: ["any"],
    isOpen: true,
    run: (values: readonly unknown[]) => values.find((one) => one !== null) ?? null,
  },
  reverse: {
    takes: ["array|string"],
    run: ([value]: readonly [unknown[] | string], scale) => {
      scale.spend(scale.weigh(value));
      return typeof value === "string" ? Array.from(value).toReversed().join("") : scale.made(value.toReversed());
    },
  },
  sort: {
    takes: ["array[number]|array[string]"],
    run: ([list]: readonly [Key[]], scale) => sortBy(list, list, scale),
  },
  sort_by: {
    takes: ["array", "expression"],
    run: ([list, of]: readonly [unknown[], Of], scale) => sortBy(list, readKeys("sort_by", list, of), scale),
  },
  starts_with: {
    takes: ["string", "string"],
    run: ([text = "", start = ""]: readonly string[]) => text.startsWith(start),
  },
  sum: { takes: ["array[number]"], run: ([list = []]: readonly number[][]) => addUp(list) },
  to_array: {
    takes: ["any"],
    run: ([value]: readonly unknown[], scale) => (Array.isArray(value) ? value : scale.made([value])),
  },
  to_number: { takes: ["any"], run: ([value]: readonly unknown[]) => toNumber(value) },
  to_string: {
    takes: ["any"],
    run: ([value]: readonly unknown[], scale) => {
      if (typeof value === "string") return value;
      scale.spend(6 * scale.weigh(value)); // what must be escaped takes six
      return writeDeepJson(value, JSON.stringify);
    },
  },
  type: { takes: ["any"], run: ([value]: readonly unknown[]) => nameType(value) },
  values: { takes: ["object"], run: ([object = {}]: readonly object[], scale) => scale.made(Object.values(object)) },
};

/** Why a function cannot be called so, whatever the reply; `undefined` where it can. */
export function checkCall(name: string, given: readonly unknown[]): string | undefined {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (known === undefined) {
    const nearest = findNearest(name, Object.keys(functions));
    const meant =
      nearest === undefined ? `there are ${Object.keys(functions).join(", ")}` : `you may mean ${nearest}()`;
    return `there is no function ${name.slice(0, 40)}(); ${meant}`;
  }
  const { takes, isOpen = false } = known;
  if (given.length === takes.length || (isOpen && given.length > takes.length)) return undefined;
  return `${name}() takes ${takes.length}${isOpen ? " or more" : ""}, and is given ${given.length}`;
}

/** @throws SelectError that says what the function takes */
export function callFunction(name: string, given: readonly unknown[], scale: Scale): unknown {
  const { takes, run } = functions[name] ?? { takes: [], run: () => null };
  for (const [at, value] of given.entries()) {
    const wanted = (takes[at] ?? takes.at(-1) ?? "any").split("|");
    if (Array.isArray(value)) scale.spend(value.length);
    if (wanted.some((type) => fits(type, value))) continue;
    const found =
      Array.isArray(value) && wanted.some((type) => type.includes("[")) ? "of other items" : nameType(value);
    const wayOut = found === "null" ? `: give it another where there is none, as in ${name}(x || \`[]\`)` : "";
    throw new SelectError(`${name}() takes ${wanted.join(" or ")}, not ${found}${wayOut}`);
  }
  // Safe: they are what it takes.
  return run(given as never, scale);
}

function fits(type: string, value: unknown): boolean {
  if (type === "any") return typeof value !== "function";
  const [, item] = /^array\[(.*)\]$/.exec(type) ?? [];
  if (item === undefined) return nameType(value) === type;
  return Array.isArray(value) && value.every((one) => nameType(one) === item);
}

function runContains([hay, needle]: readonly [unknown[] | string, unknown], scale: Scale): boolean {
  if (typeof hay !== "string") return hay.some((item) => isEqual(item, needle, scale));
  if (typeof needle !== "string") return false;
  scale.spend(hay.length * (1 + needle.length / 8)); // the platform's search can go over it that often
  return hay.includes(needle);
}

function addUp(list: readonly number[]): number {
  return list.reduce((sum, number) => sum + number, 0);
}

/** What has an order. */
type Key = number | string;

function readKeys(name: string, list: readonly unknown[], of: Of): readonly Key[] {
  const keys = list.map((item) => of(item));
  const [type] = keys.map(nameType);
  const other = keys.find((key) => nameType(key) !== type || (type !== "number" && type !== "string"));
  if (other === undefined) return keys as readonly Key[]; // safe: all are numbers, or all texts
  const found = nameType(other) === type ? nameType(other) : `${type} and ${nameType(other)}`;
  throw new SelectError(
    `${name}() orders by numbers or by texts, not by ${found}: leave out what has none, as in list[?x]`,
  );
}

function isMore(one: Key, other: Key): boolean {
  return one > other;
}

function isLess(one: Key, other: Key): boolean {
  return one < other;
}

/** The first item whose key no other goes before. */
function pick(list: readonly unknown[], keys: readonly Key[], goesBefore: (one: Key, other: Key) => boolean): unknown {
  let best = 0;
  for (const [at, key] of keys.entries()) if (goesBefore(key, keys[best] ?? key)) best = at;
  return list[best] ?? null;
}

function sortBy(list: readonly unknown[], keys: readonly Key[], scale: Scale): unknown[] {
  scale.spend(scale.weigh(keys) * (1 + Math.log2(1 + keys.length)));
  const order = [...keys.keys()].toSorted((one, other) => {
    // Safe: both are places in the list of keys.
    const [left, right] = [keys[one] as Key, keys[other] as Key];
    return left < right ? -1 : left > right ? 1 : 0;
  });
  return scale.made(order.map((at) => list[at]));
}

function toNumber(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^\s*-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i.test(value)) return null;
  const number = Number(value);
  if (/^\s*-?\d+\s*$/.test(value) && !Number.isSafeInteger(number)) {
    throw new SelectError("to_number() would lose the last digits of a number beyond 2^53: leave it a text");
  }
  return number;
}
