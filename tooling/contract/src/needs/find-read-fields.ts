import { isObject } from "../is-object.ts";

/**
 * Finds out which fields of an example a reader uses, also where its types do not tell: those that make it give
 * something else when they are left out or hold another value.
 */
export function findReadFields(example: unknown, read: (data: unknown) => unknown): string[] {
  const before = JSON.stringify(read(example));
  const isRead = (path: readonly string[]): boolean =>
    [omit, alter].some((change) => JSON.stringify(read(changeAt(example, path, change))) !== before);
  return listPaths(example)
    .filter(isRead)
    .map((path) => path.join("."));
}

/** The paths of everything that is no object with members. */
function listPaths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const members = isObject(value) ? Object.entries(value) : [];
  if (members.length === 0) return path.length === 0 ? [] : [path];
  return members.flatMap(([key, item]) => listPaths(item, [...path, key]));
}

function changeAt(value: unknown, [key, ...rest]: readonly string[], change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  return isObject(value) ? { ...value, [key]: changeAt(value[key], rest, change) } : value;
}

// JSON knows no undefined: a member that holds it is as good as left out.
function omit(): undefined {
  return undefined;
}

/** Another value of the same kind; a text of digits stays one. */
function alter(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  return typeof value === "string" ? `${value}1` : "1";
}
