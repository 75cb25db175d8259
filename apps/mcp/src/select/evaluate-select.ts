import { compareValues, isEqual } from "./compare-values.ts";
import type { Scale } from "./create-scale.ts";
import { callFunction } from "./functions.ts";
import { hasNothing, isObject } from "./kinds.ts";
import type { Select } from "./parse-select.ts";

/** What a step of an expression costs besides what it makes. */
const stepWork = 8;

/**
 * Takes of a value what an expression says. What the value has not is `null`, and nothing else is.
 *
 * @throws SelectError for what a function cannot take, and for more than the scale allows
 */
export function evaluateSelect(select: Select, value: unknown, scale: Scale): unknown {
  const read = (one: Select, of: unknown): unknown => evaluateSelect(one, of, scale);
  scale.spend(stepWork);
  switch (select.kind) {
    case "current":
      return value;
    case "literal":
      return select.value;
    case "field":
      return isObject(value) && Object.hasOwn(value, select.name) ? (value[select.name] ?? null) : null;
    case "index":
      return Array.isArray(value) ? ((value.at(select.at) as unknown) ?? null) : null;
    case "slice":
      return Array.isArray(value) ? scale.made(slice(value, select.parts)) : null;
    case "chain":
      return read(select.right, read(select.left, value));
    case "flatten": {
      const list = read(select.of, value);
      return Array.isArray(list) ? scale.made(list.flat()) : null;
    }
    case "items":
    case "values": {
      const { each, test } = select;
      const of = read(select.of, value);
      const items = select.kind === "items" ? of : isObject(of) ? Object.values(of) : null;
      if (!Array.isArray(items)) return null;
      const taken = test === undefined ? items : items.filter((item) => !hasNothing(read(test, item)));
      return scale.made(taken.map((item) => read(each, item)).filter((item) => item !== null));
    }
    case "list":
      return value === null ? null : scale.made(select.items.map((item) => read(item, value)));
    case "object":
      if (value === null) return null;
      return scale.made(Object.fromEntries(select.members.map(([name, member]) => [name, read(member, value)])));
    case "or":
    case "and": {
      const left = read(select.left, value);
      return hasNothing(left) === (select.kind === "or") ? read(select.right, value) : left;
    }
    case "not":
      return hasNothing(read(select.of, value));
    case "compare": {
      const [left, right] = [read(select.left, value), read(select.right, value)];
      if (select.operator === "==") return isEqual(left, right, scale);
      return select.operator === "!=" ? !isEqual(left, right, scale) : compareValues(select.operator, left, right);
    }
    case "reference":
      return (item: unknown) => read(select.of, item);
    case "call":
      return callFunction(
        select.name,
        select.given.map((one) => read(one, value)),
        scale,
      );
  }
}

/** As Python does it: places from the end are negative, and what lies outside is cut off. */
function slice(list: readonly unknown[], [from, to, step = 1]: readonly (number | undefined)[]): unknown[] {
  const [least, most] = step > 0 ? [0, list.length] : [-1, list.length - 1];
  const place = (at: number): number => Math.min(Math.max(at < 0 ? at + list.length : at, least), most);
  const start = from === undefined ? (step > 0 ? least : most) : place(from);
  const end = to === undefined ? (step > 0 ? most : least) : place(to);
  const taken: unknown[] = [];
  for (let at = start; step > 0 ? at < end : at > end; at += step) taken.push(list[at]);
  return taken;
}
